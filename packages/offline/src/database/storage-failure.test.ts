import { Failure, STORAGE_QUOTA } from '@holdfast/core';
import type { DBSchema } from 'idb';
import { describe, expect, it } from 'vitest';
import { openDatabase } from './idb-open.ts';
import { toStorageFailure } from './storage-failure.ts';

interface Empty extends DBSchema {
  x: { key: string; value: string };
}

describe('what a database threw', () => {
  it.each([
    ['AbortError', 'STORAGE_FAILED', 'later'],
    ['UnknownError', 'STORAGE_FAILED', 'later'],
    ['VersionError', 'STORAGE_NEWER', 'never'],
    ['QuotaExceededError', 'STORAGE_QUOTA', 'later'],
    ['SecurityError', 'STORAGE_UNAVAILABLE', 'never'],
    ['DataCloneError', 'STORAGE_FAILED', 'never'],
  ])('%s becomes %s, to be tried again %s', (name, code, retry) => {
    expect(toStorageFailure(new DOMException('', name))).toMatchObject({ code, retry });
  });

  it('stays the failure it already was', () => {
    const failure = new Failure(STORAGE_QUOTA);
    expect(toStorageFailure(failure)).toBe(failure);
  });

  it('is a defect when it was a bug, and does not stumble over things that are not errors', () => {
    expect(toStorageFailure(new TypeError('x'))).toMatchObject({ code: 'DEFECT' });
    expect(toStorageFailure(null)).toMatchObject({ code: 'UNKNOWN' });
  });

  it('is STORAGE_UNAVAILABLE where there is no IndexedDB', async () => {
    const database = openDatabase<Empty>({ name: 'none', version: 1, upgrade: () => {} });
    const reading = database.transact(['x'], 'readonly', async () => {});
    await expect(reading).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', retry: 'never' });
  });
});
