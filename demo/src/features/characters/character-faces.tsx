'use client';
import type { EntryView } from '@holdfast/core';
import { memo, type ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { isAbout } from '../../entries/entry-subject.ts';
import { useText } from '../../words/use-text.ts';
import { CharacterCell } from './character-cell.tsx';
import { words } from './words.ts';

interface CharacterFacesProps {
  readonly found: readonly Character[];
  /** Everything about characters that is still on its way. */
  readonly entries: readonly EntryView[];
  readonly isOpening: boolean;
}

/** The grid of faces. It renders only when they change, so that no key in the search waits for hundreds of faces. */
export const CharacterFaces = memo(function CharacterFaces({
  found,
  entries,
  isOpening,
}: CharacterFacesProps): ReactElement {
  const text = useText(words);
  return (
    <ul className="gallery-faces" aria-label={text.yours} aria-busy={isOpening}>
      {found.map((character) => (
        <CharacterCell
          key={character.id}
          character={character}
          entries={entries.filter((entry) => isAbout(entry, character.id))}
        />
      ))}
    </ul>
  );
});
