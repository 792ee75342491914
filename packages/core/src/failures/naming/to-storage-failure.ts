import { failureOf } from '../failure-of.ts';
import { Failure, isFailure } from '../failure.ts';
import { JSON_INVALID } from '../kinds/contract.ts';
import { NETWORK_FAILED } from '../kinds/network.ts';
import { DEFECT, UNKNOWN } from '../kinds/runtime.ts';
import * as storage from '../kinds/storage.ts';
import { peek, peekText } from './peek.ts';
import { failureByName, type ErrorRow } from './to-indexed-db-failure.ts';
import { nodeFailure } from '#node-failure';

const ROWS: readonly ErrorRow[] = [
  // Another handle or tab keeps the file open.
  [storage.STORAGE_BLOCKED, 'NoModificationAllowedError InUseError'],
  [storage.STORAGE_FAILED, 'NS_ERROR_FAILURE NS_ERROR_STORAGE_BUSY'],
  [storage.STORAGE_QUOTA, 'NS_ERROR_DOM_QUOTA_REACHED NS_ERROR_FILE_NO_DEVICE_SPACE'],
  // A cache loads the files that it is asked to keep.
  [NETWORK_FAILED, 'NetworkError'],
  [storage.STORAGE_CORRUPT, 'NS_ERROR_FILE_CORRUPTED'],
  // Text that is no JSON; it does not say where it came from.
  [{ ...JSON_INVALID, effect: 'unknown' }, 'SyntaxError'],
  [DEFECT, 'TypeError ReferenceError RangeError URIError'],
  [storage.STORAGE_QUERY_FAILED, 'TypeMismatchError InvalidModificationError NotSupportedError'],
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
      if (isMisuse(error)) return new Failure(storage.STORAGE_QUERY_FAILED, { cause: error });
      return (
        failureByName(error, ROWS) ??
        failureOf(error) ??
        nodeFailure(error, { cause: error }) ??
        new Failure(UNKNOWN, { cause: error })
      );
    }
  }
}

function isMisuse(error: unknown): boolean {
  const name = peek(error, 'name');
  // An invalid key path. Text that is no JSON has the same name, but no such number.
  if (name === 'SyntaxError') return peek(error, 'code') === DOM_SYNTAX_ERROR;
  return name === 'InvalidStateError' && MISUSE.test(peekText(error, 'message'));
}

// A lost connection and a transaction used after its end have one name and one number. One of these texts means
// the second, and opening the database again does not help.
const MISUSE =
  /finished|deleted|inactive|committing|key cursor|duplicate|several matching|(not|is) running|allow mutations|no longer, usable|iterat/;
