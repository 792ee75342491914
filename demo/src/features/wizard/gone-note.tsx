'use client';
import { useOutbox } from '@holdfast/react';
import type { ReactElement } from 'react';
import { CharacterDeletion } from '../../../contract/character.ts';
import { DeletedEntry } from '../../entries/deleted-entry.tsx';
import { StateNote } from '../../look/state-note.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface GoneNoteProps {
  readonly id: string;
  readonly name: string;
}

/** Says that the character of the open sheet was deleted. Until its deletion is sent, one press brings it back. */
export function GoneNote({ id, name }: GoneNoteProps): ReactElement {
  const text = useText(words);
  const { items } = useOutbox(
    ({ operation, input }) =>
      operation === 'character.delete' && CharacterDeletion.safeParse(input).data?.id === id,
  );
  const [entry] = items;
  const title = text.deletedMeanwhile(name);
  if (entry) {
    return (
      <DeletedEntry entry={entry} name={name} title={title}>
        <p>{text.deletedWhy}</p>
      </DeletedEntry>
    );
  }
  return (
    <StateNote tone="blocked" title={title}>
      <p>{text.deletedWhy}</p>
    </StateNote>
  );
}
