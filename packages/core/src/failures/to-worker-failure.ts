import { Failure, isFailure } from './failure.ts';
import { RESOURCE_EXHAUSTED } from './kinds/budget.ts';
import { MESSAGE_UNREADABLE, WORKER_FAILED } from './kinds/runtime.ts';
import { peek } from './peek.ts';

/**
 * Names what starting a worker, registering a service worker or talking to one threw, and the events
 * `error` and `messageerror` of one.
 */
export function toWorkerFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  const unreadable =
    peek(error, 'name') === 'DataCloneError' || peek(error, 'type') === 'messageerror';
  const exhausted = peek(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY';
  const kind = unreadable ? MESSAGE_UNREADABLE : exhausted ? RESOURCE_EXHAUSTED : WORKER_FAILED;
  return new Failure(kind, { cause: error });
}
