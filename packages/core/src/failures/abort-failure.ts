import { failureOf } from './failure-of.ts';
import { Failure, type FailureInit } from './failure.ts';
import { ABORTED } from './kinds/network.ts';
import { TIMEOUT } from './kinds/policy.ts';
import { peek } from './naming/peek.ts';

/**
 * The failure for an aborted signal. It is named by the reason of the signal and not by the thrown error, because
 * engines throw an `AbortError` for a timeout and for many other reasons as well.
 */
export function abortFailure(
  { reason }: AbortSignal,
  thrown: unknown,
  init: Omit<FailureInit, 'cause' | 'details'> = {},
): Failure {
  // A timeout or deadline aborts with its own failure, which names the cause more exactly.
  const known = failureOf(reason);
  if (known) return known;
  const kind = peek(reason, 'name') === 'TimeoutError' ? TIMEOUT : ABORTED;
  return new Failure(kind, { ...init, cause: thrown });
}
