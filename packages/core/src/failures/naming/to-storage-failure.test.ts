import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { STORAGE_QUOTA } from '../kinds/storage.ts';
import { toStorageFailure } from './to-storage-failure.ts';

const waiting = {
  get error(): never {
    throw new DOMException('', 'InvalidStateError');
  },
};
const event = (type: string, target?: unknown): object => ({ type, target });

describe('an error that storage threw or handed over', () => {
  it.each([
    ['AbortError', 'TRANSACTION_ROLLED_BACK'],
    ['TimeoutError', 'TRANSACTION_TIMEOUT'],
    ['ConstraintError', 'CONSTRAINT_BROKEN'],
    ['InvalidStateError', 'STORAGE_CONNECTION_LOST'],
    ['NotReadableError', 'STORAGE_CORRUPT'],
    ['NotAllowedError', 'STORAGE_UNAVAILABLE'],
    ['SecurityError', 'STORAGE_UNAVAILABLE'],
    ['OperationError', 'STORAGE_FAILED'],
    ['UnknownError', 'STORAGE_FAILED'],
    ['QuotaExceededError', 'STORAGE_QUOTA'],
    ['VersionError', 'STORAGE_NEWER'],
    ['DataError', 'STORAGE_QUERY_FAILED'],
    ['DataCloneError', 'STORAGE_QUERY_FAILED'],
    ['NotFoundError', 'STORAGE_QUERY_FAILED'],
    ['ReadOnlyError', 'STORAGE_QUERY_FAILED'],
    ['InvalidAccessError', 'STORAGE_QUERY_FAILED'],
    ['TypeMismatchError', 'STORAGE_QUERY_FAILED'],
    ['SyntaxError', 'STORAGE_QUERY_FAILED'],
    ['TransactionInactiveError', 'STORAGE_FAILED'],
    ['NoModificationAllowedError', 'STORAGE_BLOCKED'],
    ['InvalidModificationError', 'STORAGE_QUERY_FAILED'],
    ['NS_ERROR_STORAGE_BUSY', 'STORAGE_FAILED'],
  ])('%s is %s', (name, code) => {
    const cause = new DOMException('whatever it says', name);
    expect(toStorageFailure(cause)).toMatchObject({ code, cause });
  });

  it.each(['ConstraintError', 'DataError', 'TransactionInactiveError', 'DataCloneError'])(
    'is never repeated when it is a %s',
    (name) => {
      expect(toStorageFailure(new DOMException('', name))).toMatchObject({
        retry: 'never',
        effect: 'none',
      });
    },
  );

  it('may be committed when the engine lost its own database', () => {
    const lost = new DOMException('Connection to Indexed Database server lost.', 'UnknownError');
    expect(toStorageFailure(lost)).toMatchObject({ retry: 'later', effect: 'unknown' });
  });

  it.each([
    "Failed to execute 'transaction' on 'IDBDatabase': The database connection is closing.",
    "IDBDatabase.transaction: Can't start a transaction on a closed database",
    '',
  ])('is a connection to open again when the engine says: %s', (text) => {
    expect(toStorageFailure(new DOMException(text, 'InvalidStateError'))).toMatchObject({
      code: 'STORAGE_CONNECTION_LOST',
      retry: 'now',
    });
  });

  it.each([
    "Failed to execute 'put' on 'IDBObjectStore': The object store has been deleted.",
    "Failed to execute 'abort' on 'IDBTransaction': The transaction is inactive or finished.",
    'A mutation operation was attempted on a database that did not allow mutations.',
    'An attempt was made to use an object that is not, or is no longer, usable',
    "Failed to execute 'addAll' on 'Cache': Cache.addAll(): duplicate requests",
  ])('is a mistake, and no lost connection, when the engine says: %s', (text) => {
    expect(toStorageFailure(new DOMException(text, 'InvalidStateError'))).toMatchObject({
      code: 'STORAGE_QUERY_FAILED',
      retry: 'never',
    });
  });

  it.each<[string, unknown, string]>([
    ['the error of a transaction that was given up', null, 'TRANSACTION_ROLLED_BACK'],
    ['text that is no JSON', new SyntaxError('no'), 'JSON_INVALID'],
    ['a bug', new TypeError('no'), 'DEFECT'],
    ['a string', 'closed', 'UNKNOWN'],
    ['nothing', undefined, 'UNKNOWN'],
    ['a tab in the way', event('blocked', waiting), 'STORAGE_BLOCKED'],
    ['a connection that closes', event('close'), 'STORAGE_CONNECTION_LOST'],
    ['a transaction that aborts', event('abort', { error: null }), 'TRANSACTION_ROLLED_BACK'],
    [
      'a request that fails',
      event('error', { error: new DOMException('', 'DataError') }),
      'STORAGE_QUERY_FAILED',
    ],
    ['a request that will not tell', event('error', waiting), 'TRANSACTION_ROLLED_BACK'],
  ])('%s', (_title, thrown, code) => {
    expect(toStorageFailure(thrown).code).toBe(code);
  });

  it('stays the failure it was, and has no effect', () => {
    const failure = new Failure(STORAGE_QUOTA);
    expect(toStorageFailure(failure)).toBe(failure);
    expect(toStorageFailure(null)).toMatchObject({ effect: 'none' });
    expect(toStorageFailure(null).cause).toBeUndefined();
  });
});
