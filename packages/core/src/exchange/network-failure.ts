import { abortFailure } from '../failures/abort-failure.ts';
import { failureOf } from '../failures/failure-of.ts';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { peek } from '../failures/peek.ts';
import { toJsonFailure } from '../failures/to-json-failure.ts';
import { networkReason, unsentFailure } from '#network-reason';
import { refusedFailure } from './fetch-refused.ts';
import { isNetworkError } from './network-error.ts';

/**
 * Names what `fetch` threw. Only the network's own errors are the network's: an app's wrapper around
 * `fetch` may throw anything besides, which `toFailure` names and no policy repeats. Only the caller's own
 * signal tells an abort from a reset: engines use the name `AbortError` for both. Where the runtime says
 * why, `details.reason` does too; browsers do not.
 */
export function toNetworkFailure(error: unknown, signal?: AbortSignal): Failure {
  return fetchFailure(error, signal) ?? toJsonFailure(error);
}

/** The same, and `undefined` for what is neither the network's nor has a name already. */
export function fetchFailure(error: unknown, signal?: AbortSignal): Failure | undefined {
  const known = knownFailure(error, signal);
  if (known) return known;
  const reason = networkReason(error);
  return reason || isErrorEvent(error) || isNetworkError(error)
    ? new Failure(NETWORK_FAILED, { ...reason, cause: error })
    : undefined;
}

/**
 * Names what the reader of a body threw. The answer had begun and did not come to its end, so that is the
 * network's trouble under whatever name it comes.
 */
export function toCutFailure(error: unknown, signal?: AbortSignal): Failure {
  return (
    knownFailure(error, signal) ??
    new Failure(NETWORK_FAILED, { ...networkReason(error), cause: error })
  );
}

function knownFailure(error: unknown, signal: AbortSignal | undefined): Failure | undefined {
  if (signal?.aborted) return abortFailure(signal, error);
  return failureOf(error) ?? unsentFailure(error) ?? refusedFailure(error);
}

/** An `EventSource` or a `WebSocket` hands over an event that says nothing else. */
function isErrorEvent(error: unknown): boolean {
  return peek(error, 'type') === 'error' && peek(error, 'message') === undefined;
}
