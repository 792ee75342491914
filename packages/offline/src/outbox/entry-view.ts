import { Failure, type EntryView } from '@holdfast/core';
import { parseFailure, type EntryState, type FailureJson } from '@holdfast/core/parts';
import { DEFECT } from '@holdfast/core/failures';
import type { StoredEntry, StoredState } from './entry-record.ts';

/** What everyone outside may know of an entry: not its request, and failures as failures. */
export function viewOf(entry: StoredEntry): EntryView {
  const { id, owner, lane, operation, version, input, invalidates } = entry;
  const { incidentId, seq, createdAt, sends } = entry;
  return {
    ...{ id, owner, lane, operation, version, input, invalidates },
    ...{ incidentId, seq, createdAt, sends, state: stateOf(entry.state) },
  };
}

function stateOf(state: StoredState): EntryState {
  switch (state.kind) {
    case 'queued':
      return state;
    case 'sending':
      return { kind: 'sending' };
    case 'waiting':
      return {
        kind: 'waiting',
        dueAt: state.since + state.delayMs,
        failure: revive(state.failure),
      };
    case 'blocked': {
      const failure = state.failure === undefined ? undefined : revive(state.failure);
      return { kind: 'blocked', reason: state.reason, failure };
    }
    case 'dead':
      return { kind: 'dead', failure: revive(state.failure) };
  }
}

// What this code cannot read was written by other code; it is still a failure to be shown.
function revive(json: FailureJson): Failure {
  return parseFailure(json) ?? new Failure(DEFECT);
}
