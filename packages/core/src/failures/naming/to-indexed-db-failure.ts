import type { Effect, FailureKind, RetryAdvice } from '../failure-kind.ts';
import { Failure, isFailure } from '../failure.ts';
import * as storage from '../kinds/storage.ts';
import {
  CONSTRAINT_BROKEN,
  TRANSACTION_ROLLED_BACK,
  TRANSACTION_TIMEOUT,
} from '../kinds/transaction.ts';
import { asFailure } from './as-failure.ts';
import { peekText } from './peek.ts';

/** A kind, the names of the errors that have it, and how these errors differ from the kind. */
export type ErrorRow = readonly [
  kind: FailureKind,
  names: string,
  retry?: RetryAdvice,
  effect?: Effect,
];

const ROWS: readonly ErrorRow[] = [
  [TRANSACTION_ROLLED_BACK, 'AbortError'],
  [TRANSACTION_TIMEOUT, 'TimeoutError'],
  [CONSTRAINT_BROKEN, 'ConstraintError'],
  [storage.STORAGE_CONNECTION_LOST, 'InvalidStateError'],
  [storage.STORAGE_CORRUPT, 'NotReadableError'],
  [storage.STORAGE_UNAVAILABLE, 'SecurityError NotAllowedError'],
  // The engine lost its own database. It may have committed the last work.
  [storage.STORAGE_FAILED, 'UnknownError', 'later', 'unknown'],
  [storage.STORAGE_FAILED, 'OperationError'],
  // The work awaited something that is no request of its transaction, so the transaction had ended. That happens again
  // each time.
  [storage.STORAGE_FAILED, 'TransactionInactiveError', 'never'],
  [storage.STORAGE_QUOTA, 'QuotaExceededError'],
  [storage.STORAGE_NEWER, 'VersionError'],
  [
    storage.STORAGE_QUERY_FAILED,
    'DataError DataCloneError NotFoundError ReadOnlyError InvalidAccessError',
  ],
];

/** Names an error of IndexedDB. After `abort()`, `transaction.error` holds `null`. */
export function toIndexedDbFailure(error: unknown): Failure {
  return isFailure(error) ? error : (failureByName(error, ROWS) ?? asFailure(error));
}

/** The failure of an error whose name a row has, or a row of IndexedDB. */
export function failureByName(error: unknown, rows: readonly ErrorRow[]): Failure | undefined {
  const name = error === null ? 'AbortError' : peekText(error, 'name');
  const [kind, , retry, effect] =
    [...rows, ...ROWS].find(([, names]) => ` ${names} `.includes(` ${name} `)) ?? [];
  return kind && new Failure(kind, { retry, effect, cause: error ?? undefined });
}
