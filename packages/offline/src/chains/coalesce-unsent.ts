import type { EntrySource, NewEntry } from '@holdfast/core/parts';
import { addCoalesced } from './idb-add-coalesced.ts';
import { takeInBy, type TakeIn } from './take-in.ts';

/** What an outbox needs to let an entry that was never sent take in later ones. */
export interface Coalescing {
  /** The entry, with the key under which its operation lets entries be taken in. */
  prepare(entry: NewEntry, source: EntrySource | undefined): NewEntry;
  /** How the entry is taken in; `undefined` when it is not. */
  takeIn(
    entry: NewEntry,
    source: EntrySource | undefined,
    prepared: (entry: NewEntry) => NewEntry,
  ): TakeIn | undefined;
  readonly add: typeof addCoalesced;
}

/**
 * Makes entries of one lane and one operation a single request while none of them was sent: fifty offline edits of one
 * character are one. Operations with `coalesce`, and requests with `coalesce`, use it. Every handle settles with the
 * one answer.
 */
export function coalesceUnsent(): Coalescing {
  return {
    prepare(entry, source) {
      const { coalesce, coalesceKey } = source?.operation ?? {};
      return coalesce ? { ...entry, coalesce: `=${coalesceKey?.(entry.input) ?? ''}` } : entry;
    },
    takeIn: (entry, source, prepared) =>
      entry.coalesce === undefined ? undefined : takeInBy(source, prepared),
    add: addCoalesced,
  };
}
