import { describe, expect, it } from 'vitest';
import { Failure } from './failure.ts';
import { STORAGE_QUOTA } from './kinds/storage.ts';
import { toStorageFailure } from './to-storage-failure.ts';

const waiting = {
  get error(): never {
    throw new DOMException('', 'InvalidStateError');
  },
};
const event = (type: string, target?: unknown): object => ({ type, target });

describe('what storage threw or handed over', () => {
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
  ])('%s is %s', (name, code) => {
    const cause = new DOMException('whatever it says', name);
    expect(toStorageFailure(cause)).toMatchObject({ code, cause });
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
