'use client';
import { createCell, type EntryView, type Observable } from '@holdfast/core';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

const NO_ENTRIES: Observable<readonly EntryView[]> = createCell<readonly EntryView[]>([]);

/** All entries of the signed-in owner in the outbox, in order of addition. */
export function useEntries(): readonly EntryView[] {
  return useObservable(useHoldfast().outbox?.entries ?? NO_ENTRIES);
}
