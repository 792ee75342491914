'use client';
import type { ReactElement } from 'react';
import { LateHearth } from '../../look/late-hearth.tsx';
import { Link } from '../../router/link.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Stands in place of an empty dashboard: says what Fireside is for, and offers the first step of each kind. */
export function FirstSteps(): ReactElement {
  const text = useText(words);
  return (
    <section className="first-steps" aria-labelledby="first-steps-heading">
      <LateHearth />
      <div className="stack">
        <h2 id="first-steps-heading" className="first-steps-title">
          {text.welcome}
        </h2>
        <p className="story">{text.welcomeHow}</p>
        <div className="buttons">
          <Link className="button primary" to="/characters/new">
            {text.firstCharacter}
          </Link>
          <Link className="button" to="/stories/new">
            {text.firstStory}
          </Link>
        </div>
      </div>
    </section>
  );
}
