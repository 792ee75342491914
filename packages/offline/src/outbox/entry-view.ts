import { Failure, type EntryView } from '@holdfast/core';
import { parseFailure, type EntryEnd, type EntryState } from '@holdfast/core/parts';
import { DEFECT } from '@holdfast/core/failures';
import type { Merged, StoredEnd, StoredEntry, StoredState } from './entry-record.ts';
import { hasLeft, type Found } from './outbox-store.ts';

type Shown = Omit<StoredEntry, 'request' | 'expectation'>;

/** The part of an entry that screens may see: not its request, and failures as failures. */
export function viewOf(entry: Shown): EntryView {
  const { id, owner, lane, operation, version, input, invalidates } = entry;
  const { incidentId, seq, createdAt, sends } = entry;
  return {
    ...{ id, owner, lane, operation, version, input, invalidates },
    ...{ incidentId, seq, createdAt, sends, state: revived(entry.state) as EntryState },
    ...(isHeld(entry) && { undoUntil: createdAt + entry.undoMs }),
  };
}

/** Whether the entry was never sent, because its user may still take it back. */
function isHeld(entry: Shown): entry is Shown & { readonly undoMs: number } {
  return Boolean(entry.undoMs) && entry.state.kind === 'queued' && entry.sends === 0;
}

/** The state or the end of an id, for its follower. The cost of an entry that carries others counts once, at its own id. */
export function seen(found: Found, id: string): EntryState | EntryEnd {
  const state = revived(hasLeft(found) ? found.settlement : found.state);
  return found.id !== id && 'costMicros' in state ? { ...state, costMicros: 0 } : state;
}

/** The state or end of an entry as screens see it: its failure is a failure, and its pause has an end. */
export function revived(stored: StoredState | StoredEnd | Merged): EntryState | EntryEnd {
  if (stored.kind === 'sending') return { kind: 'sending' };
  const failure =
    'failure' in stored && stored.failure
      ? // Other code wrote a failure that this code cannot read. The screen still has to show a failure.
        { failure: parseFailure(stored.failure) ?? new Failure(DEFECT) }
      : {};
  if (stored.kind !== 'waiting') return { ...stored, ...failure } as EntryState | EntryEnd;
  return { kind: 'waiting', dueAt: stored.since + stored.delayMs, ...failure } as EntryState;
}
