import { Failure } from '@holdfast/core';
import type { NotResumed, StreamState, StreamStep } from '@holdfast/core/parts';
import { STREAM_GONE } from '@holdfast/core/failures';

export const settled = (failure: Failure, why: NotResumed): StreamStep<never> => ({
  type: 'settled',
  failure,
  why,
});

/** What it means for a stream that a server did not give it. A stream that has begun may come at a later request. */
export function refusedStep(
  { kind }: StreamState,
  failure: Failure,
  isAborted: boolean,
): StreamStep<never> {
  const hasBegun = kind !== 'running';
  if (hasBegun && [404, 410].includes(failure.status ?? 0)) {
    return settled(new Failure(STREAM_GONE, { cause: failure }), 'gone');
  }
  if (hasBegun && failure.retry !== 'never') return { type: 'lost', failure };
  return settled(failure, isAborted ? 'aborted' : 'not-retryable');
}
