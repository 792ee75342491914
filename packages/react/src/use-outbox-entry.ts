'use client';
import type { EntryView, OperationState } from '@holdfast/core';
import { requireOptions } from '@holdfast/core/parts';
import { useSyncExternalStore } from 'react';
import { NO_ENTRY, watchEntry } from './watch-entry.ts';
import { useHeld } from './use-held.ts';
import { useHoldfast } from './use-holdfast.ts';
import { useOutbox, type OutboxResult } from './use-outbox.ts';

export interface OutboxEntryResult {
  /** The entry, while it is in the outbox. */
  readonly entry: EntryView | undefined;
  /** The state of the write, also after its entry has left: `live` when it took effect. */
  readonly state: OperationState;
  /** Puts the entry back in line. Rejects with a `Failure`. */
  readonly retry: () => Promise<void>;
  /** Takes the entry out for good; see `useOutbox`. */
  readonly discard: () => ReturnType<OutboxResult['discard']>;
}

/** Follows one write in the outbox to its end, also one that an earlier page or another tab added. */
export function useOutboxEntry(id: string): OutboxEntryResult {
  requireOptions('useOutboxEntry', { id }, { id: 'a text that is not empty' });
  const { outbox, platform } = useHoldfast();
  const { retry, discard } = useOutbox();
  const watch = useHeld([outbox, id], () => watchEntry(outbox, id, platform));
  const { entry, state } = useSyncExternalStore(watch.subscribe, watch.getSnapshot, () => NO_ENTRY);
  return { entry, state, retry: () => retry(id), discard: () => discard(id) };
}
