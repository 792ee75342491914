'use client';
import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { useCast } from '../../cast/use-cast.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { DamagedNote } from '../../reads/damaged-note.tsx';
import { reasonOf } from '../../words/failure-words.ts';
import { useText } from '../../words/use-text.ts';
import { NoteItem } from './note-item.tsx';
import { useEarlierNotes } from './use-earlier-notes.ts';
import { words } from './words.ts';

interface NotesListProps {
  readonly character: Character;
  /** All writes about this character that are still waiting. */
  readonly entries: readonly EntryView[];
}

const NO_NOTES: Character['notes'] = [];

/** The notes on a character, the latest last. The writer asks for those that came long before. */
export function NotesList({ character, entries }: NotesListProps): ReactElement {
  const text = useText(words);
  const { id, notes, earlierNotes = 0 } = character;
  const { state } = useCast();
  const known = state.value?.characters.find((one) => one.id === id)?.notes ?? NO_NOTES;
  const earlier = useEarlierNotes(id, known, earlierNotes);
  return (
    <>
      {/* The region is always there, so that a screen reader announces its text. */}
      <div role="alert">
        {earlier.failure && (
          <p>
            {text.earlierFailed} {reasonOf(earlier.failure)}
          </p>
        )}
      </div>
      <DamagedNote of="notes" damaged={earlier.damaged} />
      {earlier.hasMore && (
        <div className="buttons">
          <ActionButton look="quiet" isBusy={earlier.isBusy} onPress={() => void earlier.load()}>
            {text.showEarlier}
          </ActionButton>
        </div>
      )}
      <ul className="stack" aria-label={text.notes}>
        {[...earlier.notes, ...notes].map((note) => (
          <NoteItem
            key={note.entry ?? note.id}
            note={note}
            entry={entries.find((entry) => entry.id === note.id)}
          />
        ))}
      </ul>
    </>
  );
}
