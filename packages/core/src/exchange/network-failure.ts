import { abortFailure } from '../failures/abort-failure.ts';
import { Failure, isFailure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { peek } from '../failures/peek.ts';
import { toJsonFailure } from '../failures/to-json-failure.ts';
import { networkReason, unsentFailure } from '#network-reason';
import { refusedFailure } from './fetch-refused.ts';
import { isNetworkError } from './network-error.ts';

// An error may be the cause of another, but nobody wraps one more often; and a cycle has no end.
const DEEPEST_CAUSE = 4;

/**
 * Names what `fetch` threw. Only the network's own errors are the network's: an app's wrapper around
 * `fetch` may throw anything besides, which `toFailure` names and no policy repeats. Only the caller's own
 * signal tells an abort from a reset: engines use the name `AbortError` for both. Where the runtime says
 * why, `details.reason` does too; browsers do not.
 */
export function toNetworkFailure(error: unknown, signal?: AbortSignal): Failure {
  return nameError(error, signal, false);
}

/**
 * Names what the reader of a body threw. The answer had begun and did not come to its end, so that is the
 * network's trouble under whatever name it comes.
 */
export function toCutFailure(error: unknown, signal?: AbortSignal): Failure {
  return nameError(error, signal, true);
}

function nameError(error: unknown, signal: AbortSignal | undefined, isCut: boolean): Failure {
  if (signal?.aborted) return abortFailure(signal, error);
  const failure = failureIn(error) ?? unsentFailure(error) ?? refusedFailure(error);
  if (failure) return failure;
  const reason = networkReason(error);
  // An `EventSource` or a `WebSocket` hands over an event that says nothing else.
  const isEvent = peek(error, 'type') === 'error' && peek(error, 'message') === undefined;
  return isCut || isEvent || reason || isNetworkError(error)
    ? new Failure(NETWORK_FAILED, { ...reason, cause: error })
    : toJsonFailure(error);
}

/** The failure itself, or the one that a wrapper or a resilient `fetch` gave as the cause. */
function failureIn(error: unknown): Failure | undefined {
  let current = error;
  for (let depth = 0; depth < DEEPEST_CAUSE; depth += 1) {
    if (isFailure(current)) return current;
    current = peek(current, 'cause');
  }
  return undefined;
}
