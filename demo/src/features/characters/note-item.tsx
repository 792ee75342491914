'use client';
import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import type { Note } from '../../../contract/character.ts';
import { EntryNote } from '../../entries/entry-note.tsx';
import { useAge } from '../../words/use-age.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface NoteItemProps {
  readonly note: Note;
  /** The entry that carries it, while it is on its way. */
  readonly entry: EntryView | undefined;
}

export function NoteItem({ note, entry }: NoteItemProps): ReactElement {
  const text = useText(words);
  const age = useAge();
  return (
    <li className="note">
      <p className="note-text" dir="auto">
        {note.text}
      </p>
      {entry ? (
        <EntryNote entry={entry} subject={text.thisNote} />
      ) : (
        <p className="muted">{age(note.writtenAt)}</p>
      )}
    </li>
  );
}
