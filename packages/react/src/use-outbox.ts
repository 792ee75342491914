'use client';
import { createCell, type EntryView, type Observable } from '@holdfast/core';
import { requireOptions, type OutboxPort } from '@holdfast/core/parts';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useObservable } from './use-observable.ts';

export interface OutboxResult {
  /** The entries of the signed-in owner that pass the filter, in order of addition. */
  readonly items: readonly EntryView[];
  readonly size: number;
  /** The entry that waits longest. */
  readonly oldest: EntryView | undefined;
  /** Asks the outbox to send soon. */
  readonly flush: () => void;
  /** Puts a waiting, blocked or dead entry back in line. Rejects with a `Failure`. */
  readonly retry: (id: string) => Promise<void>;
  /**
   * Takes an entry out for good. Resolves with `too-late` when the server may have it, and with the entry that took
   * this one in, if there is one. Rejects with a `Failure`.
   */
  readonly discard: (id: string) => ReturnType<OutboxPort['cancel']>;
}

const NO_ENTRIES: Observable<readonly EntryView[]> = createCell<readonly EntryView[]>([]);

/**
 * The outbox of the signed-in owner. With a filter, `items`, `size` and `oldest` are about the entries that pass it.
 * A runtime without an outbox shows no entries.
 */
export function useOutbox(filter?: (entry: EntryView) => boolean): OutboxResult {
  requireOptions('useOutbox', { filter }, { filter: 'a function?' });
  const { outbox } = useHoldfast();
  const entries = useObservable(outbox?.entries ?? NO_ENTRIES);
  const verbs = useHeld([outbox], () => verbsOf(outbox));
  const items = filter ? entries.filter(filter) : entries;
  return { items, size: items.length, oldest: items[0], ...verbs };
}

function verbsOf(
  outbox: OutboxPort | undefined,
): Pick<OutboxResult, 'flush' | 'retry' | 'discard'> {
  return {
    flush: () => outbox?.wake(),
    retry: async (id) => outbox?.retry(id),
    discard: async (id) => outbox?.cancel(id) ?? 'too-late',
  };
}
