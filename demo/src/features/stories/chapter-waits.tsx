'use client';
import type { EntryView } from '@holdfast/core';
import type { ReactElement } from 'react';
import { EntryNote } from '../../entries/entry-note.tsx';
import { needsPerson } from '../../entries/newly-in-need.ts';

interface ChapterWaitsProps {
  readonly entries: readonly EntryView[];
  readonly name: string;
}

/** The changes of a chapter that have not reached Fireside. It says nothing while there are none. */
export function ChapterWaits({ entries, name }: ChapterWaitsProps): ReactElement | null {
  const entry = entries.find(needsPerson) ?? entries[0];
  if (!entry) return null;
  return <EntryNote entry={entry} subject={name} moreWaiting={entries.length - 1} />;
}
