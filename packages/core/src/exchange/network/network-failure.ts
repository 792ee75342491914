import { abortFailure } from '../../failures/abort-failure.ts';
import { failureOf } from '../../failures/failure-of.ts';
import { Failure } from '../../failures/failure.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { TIMEOUT } from '../../failures/kinds/policy.ts';
import { peek } from '../../failures/naming/peek.ts';
import { toJsonFailure } from '../../failures/naming/to-json-failure.ts';
import { networkReason, unsentFailure } from '#network-reason';
import { refusedFailure } from './fetch-refused.ts';
import { isNetworkError } from './network-error.ts';

/**
 * Names the error that `fetch` threw. Only the network's own errors count as network trouble. An app's wrapper
 * around `fetch` may throw any other error; `toFailure` names it and no policy repeats it. Engines use the name
 * `AbortError` for an abort and for a reset, so only the caller's own signal tells them apart. `details.reason`
 * holds the reason where the runtime gives one; browsers do not.
 */
export function toNetworkFailure(error: unknown, signal?: AbortSignal): Failure {
  const known = fetchFailure(error, signal);
  if (known) return known;
  return isErrorEvent(error) ? new Failure(NETWORK_FAILED, { cause: error }) : toJsonFailure(error);
}

/** Like `toNetworkFailure`, with `undefined` for an error that is not the network's and has no name yet. */
export function fetchFailure(error: unknown, signal?: AbortSignal): Failure | undefined {
  const known = knownFailure(error, signal);
  if (known) return known;
  // The timeout of a wrapper around `fetch`.
  if (peek(error, 'name') === 'TimeoutError') return new Failure(TIMEOUT, { cause: error });
  const reason = networkReason(error);
  return reason || isNetworkError(error)
    ? new Failure(NETWORK_FAILED, { ...reason, cause: error })
    : undefined;
}

function knownFailure(error: unknown, signal: AbortSignal | undefined): Failure | undefined {
  if (signal?.aborted) return abortFailure(signal, error);
  return failureOf(error) ?? unsentFailure(error) ?? refusedFailure(error);
}

/** An `EventSource` or a `WebSocket` hands over an event that says nothing else. */
function isErrorEvent(error: unknown): boolean {
  return peek(error, 'type') === 'error' && peek(error, 'message') === undefined;
}
