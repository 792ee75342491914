import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import type { Note } from '../../../contract/character.ts';
import { EntryNote } from '../../entries/entry-note.tsx';
import { ageInWords } from '../../words/age.ts';

interface NoteItemProps {
  readonly note: Note;
  /** The entry that carries it, while it is on its way. */
  readonly entry: EntryView | undefined;
  readonly now: number;
}

export function NoteItem({ note, entry, now }: NoteItemProps): ReactElement {
  return (
    <li className="note">
      <p className="note-text">{note.text}</p>
      {entry ? (
        <EntryNote entry={entry} subject="this note" />
      ) : (
        <p className="muted">{ageInWords(now - note.writtenAt)} ago</p>
      )}
    </li>
  );
}
