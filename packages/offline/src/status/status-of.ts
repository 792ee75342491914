import type { EntryView } from '@holdfast/core';
import type { EntryState, WaitReason } from '@holdfast/core/parts';
import type { StorageState } from '../outbox/watch-store.ts';

/** Facts about this device. `undefined` while the browser has not told them. */
export interface DeviceFacts {
  /** The browser does not delete what is stored here when it needs room. */
  readonly persisted: boolean | undefined;
  /** The browser may start the app's service worker to send entries when no page is open. */
  readonly sendsInBackground: boolean | undefined;
}

/** All entries of the signed-in user at once. Times are wall-clock milliseconds; the screen computes ages. */
export interface OutboxStatus extends DeviceFacts {
  readonly total: number;
  /** How many entries are in each state. */
  readonly counts: Readonly<Record<EntryState['kind'], number>>;
  /** How many entries are not sent now, by reason. */
  readonly waitsFor: Readonly<Record<WaitReason, number>>;
  /** When the oldest entry was added; absent without entries. */
  readonly oldestAt?: number;
  /** The soonest time at which an entry that waits for a time or for its address is tried by itself. */
  readonly nextAttemptAt?: number;
  /** The page alone holds entries, because the device cannot store them: they are lost with the page. */
  readonly isVolatile: boolean;
}

const STATES = { queued: 0, sending: 0, waiting: 0, blocked: 0, dead: 0 };
const REASONS = { lane: 0, entry: 0, time: 0, user: 0, address: 0, place: 0, tab: 0 };

export function statusOf(
  entries: readonly EntryView[],
  storage: StorageState,
  facts: DeviceFacts,
): OutboxStatus {
  const counts = { ...STATES };
  const waits = { ...REASONS };
  let oldestAt = Infinity;
  let nextAttemptAt = Infinity;
  let isVolatile = storage !== 'ok' && storage.code === 'STORAGE_UNAVAILABLE';
  for (const { state, waitsFor, createdAt, kept, undoUntil, triedAgainAt } of entries) {
    counts[state.kind] += 1;
    oldestAt = Math.min(oldestAt, createdAt);
    isVolatile ||= kept === false;
    if (!waitsFor) continue;
    waits[waitsFor] += 1;
    const at = state.kind === 'waiting' ? state.dueAt : (undoUntil ?? triedAgainAt ?? Infinity);
    // Entries behind another one have no time of their own.
    if (waitsFor !== 'lane' && waitsFor !== 'user') nextAttemptAt = Math.min(nextAttemptAt, at);
  }
  return {
    ...{ ...facts, total: entries.length, counts, waitsFor: waits, isVolatile },
    ...(oldestAt < Infinity && { oldestAt }),
    ...(nextAttemptAt < Infinity && { nextAttemptAt }),
  };
}
