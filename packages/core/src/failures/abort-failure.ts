import { failureOf } from './failure-of.ts';
import { Failure, type FailureInit } from './failure.ts';
import { ABORTED } from './kinds/network.ts';
import { TIMEOUT } from './kinds/policy.ts';
import { peek } from './naming/peek.ts';

/**
 * What an aborted signal means. The reason tells, not what was thrown: engines throw an `AbortError` for
 * a timeout as well, and for anything at all that was the reason.
 */
export function abortFailure(
  { reason }: AbortSignal,
  thrown: unknown,
  init: Omit<FailureInit, 'cause' | 'details'> = {},
): Failure {
  // A timeout or deadline aborts with its own failure; that one names the cause better.
  const known = failureOf(reason);
  if (known) return known;
  const kind = peek(reason, 'name') === 'TimeoutError' ? TIMEOUT : ABORTED;
  return new Failure(kind, { ...init, cause: thrown });
}
