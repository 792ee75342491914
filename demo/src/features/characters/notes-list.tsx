import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { useCast } from '../../cast/use-cast.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { reasonOf } from '../../words/failure-words.ts';
import { NoteItem } from './note-item.tsx';
import { useEarlierNotes } from './use-earlier-notes.ts';

interface NotesListProps {
  readonly character: Character;
  /** All writes about this character that are still waiting. */
  readonly entries: readonly EntryView[];
  readonly now: number;
}

const NO_NOTES: Character['notes'] = [];

/** The notes on a character, the latest last. The writer asks for those that came long before. */
export function NotesList({ character, entries, now }: NotesListProps): ReactElement {
  const { id, notes, earlierNotes = 0 } = character;
  const { state } = useCast();
  const known = state.value?.characters.find((one) => one.id === id)?.notes ?? NO_NOTES;
  const earlier = useEarlierNotes(id, known, earlierNotes);
  return (
    <>
      {earlier.failure && (
        <p role="alert">Earlier notes cannot be shown now. {reasonOf(earlier.failure)}</p>
      )}
      {earlier.hasMore && (
        <div className="buttons">
          <ActionButton look="quiet" isBusy={earlier.isBusy} onPress={() => void earlier.load()}>
            Show earlier notes
          </ActionButton>
        </div>
      )}
      <ul className="stack" aria-label="Notes">
        {[...earlier.notes, ...notes].map((note) => (
          <NoteItem
            key={note.id}
            note={note}
            entry={entries.find((entry) => entry.id === note.id)}
            now={now}
          />
        ))}
      </ul>
    </>
  );
}
