import { isFailure } from '@holdfast/core';
import { withContext } from '@holdfast/core/parts';

type SignalError = 'TimeoutError' | 'AbortError';

const OF_SIGNALS: Readonly<Record<string, SignalError>> = {
  TIMEOUT: 'TimeoutError',
  DEADLINE_EXCEEDED: 'TimeoutError',
  ABORTED: 'AbortError',
};

/** The names of errors with which a `fetch` itself rejects. Every other error is an app's own. */
export const OF_FETCH: ReadonlySet<string> = new Set(['NETWORK_FAILED', 'REQUEST_UNSENDABLE']);

/**
 * Makes the error with which `fetch` itself would reject, so that the checks of callers and libraries go on
 * working: a `TimeoutError` when a limit is over, an `AbortError` for an abort, else a `TypeError`, as for any
 * network trouble. The failure is its `cause`, which `failureOf` finds. If `fetch` threw an error, the new
 * error has its text and stack, because libraries tell network errors from bugs by them.
 *
 * An error that is no failure stays as it is. An app's own error that says in its own words that the network
 * failed also stays, because no `fetch` of a platform throws such an error.
 *
 * @param requestId the name of the request, for a failure that does not know it
 */
export function toFetchError(error: unknown, requestId?: string): unknown {
  if (!isFailure(error)) return error;
  const { code, cause, details } = error;
  const { name, message = 'fetch failed', stack } = Object(cause) as Partial<Error>;
  const known = OF_SIGNALS[code] ?? (name === 'AbortError' ? name : undefined);
  const isThrown = OF_FETCH.has(code) && cause !== undefined;
  if (
    isThrown &&
    !known &&
    name !== 'TypeError' &&
    (details as { readonly reason?: string }).reason === undefined
  )
    return cause;
  const rejection = known ? signalError(known) : new TypeError(isThrown ? message : 'fetch failed');
  const isNamed = requestId === undefined || error.requestId !== undefined;
  put(rejection, 'cause', isNamed ? error : withContext(error, { requestId }));
  // WebKit gives its own errors no stack, and libraries recognise them by that.
  if (isThrown && !known) put(rejection, 'stack', stack);
  return rejection;
}

function signalError(name: SignalError): Error {
  const message = name === 'AbortError' ? 'This operation was aborted' : 'signal timed out';
  return typeof DOMException === 'function'
    ? new DOMException(message, name)
    : Object.assign(new Error(message), { name });
}

// Not enumerable, as on the errors of engines.
function put(error: Error, name: 'cause' | 'stack', value: unknown): void {
  Object.defineProperty(error, name, { value, configurable: true, writable: true });
}
