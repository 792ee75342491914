import type { Effect, FailureKind, RetryAdvice } from '../failure-kind.ts';
import { failureOf } from '../failure-of.ts';
import { Failure, isFailure } from '../failure.ts';
import { JSON_INVALID } from '../kinds/contract.ts';
import { NETWORK_FAILED } from '../kinds/network.ts';
import { DEFECT, UNKNOWN } from '../kinds/runtime.ts';
import * as storage from '../kinds/storage.ts';
import {
  CONSTRAINT_BROKEN,
  TRANSACTION_ROLLED_BACK,
  TRANSACTION_TIMEOUT,
} from '../kinds/transaction.ts';
import { peek, peekText } from './peek.ts';
import { nodeFailure } from '#node-failure';

type Row = readonly [kind: FailureKind, names: string, retry?: RetryAdvice, effect?: Effect];

const BY_NAME: readonly Row[] = [
  [TRANSACTION_ROLLED_BACK, 'AbortError'],
  [TRANSACTION_TIMEOUT, 'TimeoutError'],
  [CONSTRAINT_BROKEN, 'ConstraintError'],
  [storage.STORAGE_CONNECTION_LOST, 'InvalidStateError'],
  [storage.STORAGE_CORRUPT, 'NotReadableError'],
  [storage.STORAGE_UNAVAILABLE, 'SecurityError NotAllowedError'],
  // Another handle or tab keeps the file open.
  [storage.STORAGE_BLOCKED, 'NoModificationAllowedError InUseError'],
  // The engine lost its own database. It may have committed the last work.
  [storage.STORAGE_FAILED, 'UnknownError', 'later', 'unknown'],
  [storage.STORAGE_FAILED, 'OperationError NS_ERROR_FAILURE NS_ERROR_STORAGE_BUSY'],
  // The work awaited something else, so its transaction had ended. That happens again each time.
  [storage.STORAGE_FAILED, 'TransactionInactiveError', 'never'],
  [
    storage.STORAGE_QUOTA,
    'QuotaExceededError NS_ERROR_DOM_QUOTA_REACHED NS_ERROR_FILE_NO_DEVICE_SPACE',
  ],
  [storage.STORAGE_NEWER, 'VersionError'],
  // A cache loads what it is asked to keep.
  [NETWORK_FAILED, 'NetworkError'],
  [storage.STORAGE_CORRUPT, 'NS_ERROR_FILE_CORRUPTED'],
  // Text that is no JSON; it does not say where it came from.
  [{ ...JSON_INVALID, effect: 'unknown' }, 'SyntaxError'],
  [DEFECT, 'TypeError ReferenceError RangeError URIError'],
  [
    storage.STORAGE_QUERY_FAILED,
    'DataError DataCloneError NotFoundError ReadOnlyError InvalidAccessError TypeMismatchError InvalidModificationError NotSupportedError',
  ],
];
const DOM_SYNTAX_ERROR = 12;

/**
 * Names an error that IndexedDB, Cache storage, files or `localStorage` threw or handed over. Only the caller knows
 * that it called storage: an `AbortError` is an abort by the caller elsewhere, and here a transaction that did not
 * commit. It takes `null`, which `transaction.error` holds after `abort()`, and reads the error of an event.
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
      const [kind, , retry, effect] = rowOf(error) ?? [];
      return kind
        ? new Failure(kind, { retry, effect, cause: error ?? undefined })
        : (failureOf(error) ??
            nodeFailure(error, { cause: error }) ??
            new Failure(UNKNOWN, { cause: error }));
    }
  }
}

function rowOf(error: unknown): Row | undefined {
  if (error === null) return [TRANSACTION_ROLLED_BACK, ''];
  const name = peek(error, 'name');
  if (name === 'InvalidStateError' && MISUSE.test(peekText(error, 'message'))) {
    return [storage.STORAGE_QUERY_FAILED, ''];
  }
  // A key path that is none; text that is no JSON has the same name, but no such number.
  if (name === 'SyntaxError' && peek(error, 'code') === DOM_SYNTAX_ERROR) {
    return [storage.STORAGE_QUERY_FAILED, ''];
  }
  return typeof name === 'string'
    ? BY_NAME.find(([, names]) => ` ${names} `.includes(` ${name} `))
    : undefined;
}

// A lost connection and a transaction used after its end have one name and one number. One of these texts means
// the second, and opening the database again does not help.
const MISUSE =
  /finished|deleted|inactive|committing|key cursor|duplicate|several matching|(not|is) running|allow mutations|no longer, usable|iterat/;
