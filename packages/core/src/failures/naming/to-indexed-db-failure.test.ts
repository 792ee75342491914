import { expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { STORAGE_QUOTA } from '../kinds/storage.ts';
import { toIndexedDbFailure } from './to-indexed-db-failure.ts';
import { toStorageFailure } from './to-storage-failure.ts';

// The exceptions that the specification of IndexedDB names.
it.each([
  ...['AbortError', 'ConstraintError', 'DataCloneError', 'DataError', 'InvalidAccessError'],
  ...['InvalidStateError', 'NotFoundError', 'NotReadableError', 'QuotaExceededError'],
  ...['ReadOnlyError', 'TransactionInactiveError', 'UnknownError', 'VersionError'],
])('an error of the database has the name that any storage gives it: %s', (name) => {
  const cause = new DOMException('', name);
  const { code, retry, effect } = toStorageFailure(cause);
  expect(toIndexedDbFailure(cause)).toMatchObject({ code, retry, effect, cause });
});

it('an aborted transaction has no error and rolled back; a failure stays; a mistake is a defect', () => {
  const failure = new Failure(STORAGE_QUOTA);
  expect(toIndexedDbFailure(null).code).toBe('TRANSACTION_ROLLED_BACK');
  expect(toIndexedDbFailure(failure)).toBe(failure);
  expect(toIndexedDbFailure(new TypeError('no')).code).toBe('DEFECT');
  expect(toIndexedDbFailure('closed').code).toBe('UNKNOWN');
});
