import { createCell, type EntryView, type Observable, type OperationState } from '@holdfast/core';
import {
  hasEnded,
  onDemand,
  stateOfEntry,
  type EntryEnd,
  type OutboxPort,
  type Platform,
} from '@holdfast/core/parts';

/** A write in the outbox, or after it has left. */
export interface WatchedEntry {
  readonly entry: EntryView | undefined;
  readonly state: OperationState;
}

export const NO_ENTRY: WatchedEntry = { entry: undefined, state: { kind: 'idle' } };

/**
 * One entry of the outbox as a state. It begins with the entry in the list, and follows the entry while it has a
 * listener.
 */
export function watchEntry(
  outbox: OutboxPort | undefined,
  id: string,
  platform: Pick<Platform, 'now'>,
): Observable<WatchedEntry> {
  const find = (): EntryView | undefined =>
    outbox?.entries.getSnapshot().find((each) => each.id === id);
  const watched = createCell(listed(find()));
  return onDemand(watched, () => {
    if (!outbox) return () => {};
    const followed = outbox.follow(id);
    const look = (): void => {
      const entry = find();
      const before = watched.getSnapshot();
      const state = followed.getSnapshot();
      if (entry) {
        if (entry !== before.entry) watched.set(listed(entry));
      } else if (hasEnded(state) && (before.entry || before === NO_ENTRY)) {
        watched.set({ entry, state: stateOfEnd(state, platform.now()) });
      }
    };
    const leave = [outbox.entries.subscribe(look), followed.subscribe(look)];
    look();
    return () => {
      for (const undo of leave) undo();
    };
  });
}

function listed(entry: EntryView | undefined): WatchedEntry {
  return entry ? { entry, state: stateOfEntry(entry) } : NO_ENTRY;
}

function stateOfEnd(end: EntryEnd, at: number): OperationState {
  switch (end.kind) {
    case 'applied':
      return { kind: 'live', value: end.value, at };
    case 'failed':
      return { kind: 'failed', failure: end.failure };
    case 'cancelled':
    case 'unknown':
      return { kind: 'idle' };
  }
}
