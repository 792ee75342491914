import { abortFailure } from '../abort-failure.ts';
import { Failure, isFailure } from '../failure.ts';
import { LOCK_LOST, LOCK_UNAVAILABLE } from '../kinds/transaction.ts';
import { peek } from './peek.ts';
import { toPlainFailure } from './to-plain-failure.ts';

/**
 * Names what a request for a Web Lock rejected with, or the `null` it gave for a lock that is taken. The
 * signal is the one handed to the request: with it not aborted, an `AbortError` is a theft. Work that
 * runs under the lock names its own failures, or a fetch it gave up would pass for a theft.
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
