import { Failure, type EntryView } from '@holdfast/core';
import {
  parseFailure,
  type EntryEnd,
  type EntryState,
  type FailureJson,
} from '@holdfast/core/parts';
import { DEFECT } from '@holdfast/core/failures';
import type { StoredEnd, StoredEntry, StoredState } from './entry-record.ts';
import { hasLeft, type Found } from './outbox-store.ts';

/** The part of an entry that screens may see: not its request, and failures as failures. */
export function viewOf(entry: StoredEntry): EntryView {
  const { id, owner, lane, operation, version, input, invalidates } = entry;
  const { incidentId, seq, createdAt, sends } = entry;
  return {
    ...{ id, owner, lane, operation, version, input, invalidates },
    ...{ incidentId, seq, createdAt, sends, state: stateOf(entry.state) },
  };
}

export function seen(found: Found): EntryState | EntryEnd {
  return hasLeft(found) ? endOf(found.settlement) : stateOf(found.state);
}

export function endOf(end: StoredEnd): EntryEnd {
  if (end.kind === 'cancelled' || !end.failure) return end as EntryEnd;
  return { ...end, failure: revive(end.failure) };
}

function stateOf(state: StoredState): EntryState {
  switch (state.kind) {
    case 'queued':
      return state;
    case 'sending':
      return { kind: 'sending' };
    case 'waiting': {
      const { since, delayMs, failure } = state;
      return { kind: 'waiting', dueAt: since + delayMs, failure: revive(failure) };
    }
    case 'blocked':
      return { ...state, failure: state.failure && revive(state.failure) };
    case 'dead':
      return { ...state, failure: revive(state.failure) };
  }
}

// What this code cannot read was written by other code; it is still a failure to be shown.
function revive(json: FailureJson): Failure {
  return parseFailure(json) ?? new Failure(DEFECT);
}
