import type { FailureKind } from './failure-kind.ts';
import { Failure, isFailure } from './failure.ts';
import * as storage from './kinds/storage.ts';
import {
  CONSTRAINT_BROKEN,
  TRANSACTION_ROLLED_BACK,
  TRANSACTION_TIMEOUT,
} from './kinds/transaction.ts';
import { peek } from './peek.ts';
import { toPlainFailure } from './to-plain-failure.ts';

const BY_NAME: readonly (readonly [kind: FailureKind, names: string])[] = [
  [TRANSACTION_ROLLED_BACK, 'AbortError'],
  [TRANSACTION_TIMEOUT, 'TimeoutError'],
  [CONSTRAINT_BROKEN, 'ConstraintError'],
  [storage.STORAGE_CONNECTION_LOST, 'InvalidStateError'],
  [storage.STORAGE_CORRUPT, 'NotReadableError'],
  [storage.STORAGE_UNAVAILABLE, 'NotAllowedError'],
  [storage.STORAGE_FAILED, 'OperationError'],
  [
    storage.STORAGE_QUERY_FAILED,
    'DataError DataCloneError NotFoundError ReadOnlyError InvalidAccessError TypeMismatchError',
  ],
];
const DOM_SYNTAX_ERROR = 12;

/**
 * Names what IndexedDB, Cache storage, files or `localStorage` threw or handed over. Only the caller
 * knows that it was storage: elsewhere an `AbortError` is the caller's own, here a transaction that did
 * not commit. `null` is what `transaction.error` holds after `abort()`. Events are asked for their error.
 */
export function toStorageFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  switch (peek(error, 'type')) {
    case 'blocked':
      return new Failure(storage.STORAGE_BLOCKED);
    case 'close':
      return new Failure(storage.STORAGE_CONNECTION_LOST);
    case 'error':
    case 'abort':
      return toStorageFailure(peek(peek(error, 'target'), 'error') ?? null);
    default: {
      const kind = kindOf(error);
      return kind ? new Failure(kind, { cause: error ?? undefined }) : toPlainFailure(error);
    }
  }
}

function kindOf(error: unknown): FailureKind | undefined {
  if (error === null) return TRANSACTION_ROLLED_BACK;
  const name = peek(error, 'name');
  if (typeof name !== 'string') return undefined;
  // A key path that is none; text that is no JSON has the same name, but no such number.
  if (name === 'SyntaxError' && peek(error, 'code') === DOM_SYNTAX_ERROR) {
    return storage.STORAGE_QUERY_FAILED;
  }
  return BY_NAME.find(([, names]) => ` ${names} `.includes(` ${name} `))?.[0];
}
