'use client';
import type { EntryView } from '@holdfast/core';
import { useId, type ReactElement } from 'react';
import type { Character } from '../../../contract/character.ts';
import { useText } from '../../words/use-text.ts';
import { NoteForm } from './note-form.tsx';
import { NotesList } from './notes-list.tsx';
import { words } from './words.ts';

interface NotesSectionProps {
  readonly character: Character;
  readonly entries: readonly EntryView[];
}

/** The notes on a character. The field for a new one stands first, so that no list has to be passed to reach it. */
export function NotesSection({ character, entries }: NotesSectionProps): ReactElement {
  const text = useText(words);
  const headingId = useId();
  return (
    <section className="character-notes stack" aria-labelledby={headingId}>
      <h2 id={headingId}>{text.notes}</h2>
      <NoteForm characterId={character.id} />
      <NotesList character={character} entries={entries} />
    </section>
  );
}
