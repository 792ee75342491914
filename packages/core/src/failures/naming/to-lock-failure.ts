import { abortFailure } from '../abort-failure.ts';
import { Failure, isFailure } from '../failure.ts';
import { LOCK_LOST, LOCK_UNAVAILABLE } from '../kinds/transaction.ts';
import { peek } from './peek.ts';
import { toPlainFailure } from './to-plain-failure.ts';

/**
 * Names the error with which a request for a Web Lock rejected, or the `null` that it gave for a lock that is taken.
 * Pass the signal of the request: if that is not aborted, an `AbortError` means that another tab stole the lock. Name
 * the failures of the work under the lock first, because an aborted `fetch` looks like a stolen lock here.
 */
export function toLockFailure(error: unknown, signal?: AbortSignal): Failure {
  if (isFailure(error)) return error;
  // A caller that still waits for the lock has done nothing.
  if (signal?.aborted) return abortFailure(signal, error, { effect: 'none' });
  if (error === null) return new Failure(LOCK_UNAVAILABLE);
  switch (peek(error, 'name')) {
    case 'AbortError':
      return new Failure(LOCK_LOST, { cause: error });
    case 'SecurityError':
      // The browser gives this origin no locks, now or later.
      return new Failure(LOCK_UNAVAILABLE, { retry: 'never', cause: error });
    case 'InvalidStateError':
      return new Failure(LOCK_UNAVAILABLE, { cause: error });
    default:
      return toPlainFailure(error);
  }
}
