'use client';
import type { ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** The writer's description of a character. */
export function CharacterSheet({ character }: { readonly character: Character }): ReactElement {
  const text = useText(words);
  const { temperament, traits, backstory } = character;
  return (
    <>
      <dl className="stack">
        <div>
          <dt className="muted">{text.temperament}</dt>
          <dd className="story">{text.temperaments[temperament]}</dd>
        </div>
        <div>
          <dt className="muted">{text.traits}</dt>
          <dd className="story writers-line" dir="auto">
            {traits.join(', ')}
          </dd>
        </div>
      </dl>
      {backstory !== '' && (
        <section className="stack" aria-label={text.backstory}>
          <h2>{text.backstory}</h2>
          <p className="story" dir="auto">
            {backstory}
          </p>
        </section>
      )}
    </>
  );
}
