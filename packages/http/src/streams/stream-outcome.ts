import { Failure } from '@holdfast/core';
import {
  nextStreamState,
  type Receipt,
  type StreamOutcome,
  type StreamState,
} from '@holdfast/core/parts';
import { ABORTED } from '@holdfast/core/failures';
import { isUnderWay } from './is-under-way.ts';

/** The outcome of a stream for a caller who waits no longer. */
export function outcomeOf(
  state: StreamState,
  receipt: Receipt | undefined,
): StreamOutcome<unknown> {
  if (isUnderWay(state)) {
    // The stream may go on, but this caller has left.
    const left = { type: 'settled', failure: new Failure(ABORTED), why: 'aborted' } as const;
    return outcomeOf(nextStreamState(state, left), receipt);
  }
  const paid = receipt && { receipt };
  switch (state.kind) {
    case 'live': {
      const { id, text, events, micros, reason } = state;
      return { kind: 'live', value: { id, text, events, micros, reason }, ...paid };
    }
    case 'interrupted': {
      const { kind, text, resumable, notResumed, failure } = state;
      return { kind, text, resumable, notResumed, failure, ...paid };
    }
    case 'failed':
      return { kind: 'failed', failure: state.failure, ...paid };
    default:
      return { kind: 'failed', failure: new Failure(ABORTED, { effect: 'none' }), ...paid };
  }
}
