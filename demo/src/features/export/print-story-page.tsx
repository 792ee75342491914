'use client';
import { StatusLine } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useParams } from 'wouter';
import { useCast } from '../../cast/use-cast.ts';
import { Face } from '../../look/face.tsx';
import { useTale } from '../../tales/use-tales.ts';
import { useText } from '../../words/use-text.ts';
import { manuscriptOfStory } from './manuscript.ts';
import { ManuscriptView } from './manuscript-view.tsx';
import { NothingToPrint } from './nothing-to-print.tsx';
import { storyAsFile } from './story-as-file.ts';
import { words } from './words.ts';

export default function PrintStoryPage(): ReactElement {
  const { id = '' } = useParams();
  const text = useText(words);
  const { state, story } = useTale(id);
  const { characters } = useCast();
  const back = `/stories/${id}`;
  if (!story) return <NothingToPrint state={state} back={back} />;
  const people = characters.filter((character) => story.characterIds.includes(character.id));
  return (
    <ManuscriptView
      manuscript={manuscriptOfStory(story, text)}
      json={storyAsFile(story, people)}
      back={back}
      state={state.kind === 'stale' && <StatusLine state={state} />}
      faces={
        people.length > 0 && (
          <ul className="title-page-faces" aria-label={text.with}>
            {people.map((character) => (
              <li key={character.id}>
                <Face character={character} size="gallery" />
                <bdi>{character.name}</bdi>
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
