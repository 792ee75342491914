import { expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { STORAGE_QUOTA } from '../kinds/storage.ts';
import { asStorageFailure } from './as-storage-failure.ts';

it('gives a failure back as it is', () => {
  const failure = new Failure(STORAGE_QUOTA);
  expect(asStorageFailure(failure)).toBe(failure);
});

it('names an error of IndexedDB that a store of the app passed on', () => {
  const error = new DOMException('The disk is full.', 'QuotaExceededError');
  expect(asStorageFailure(error).code).toBe('STORAGE_QUOTA');
});

it.each([new Error('no'), 'no', undefined, { name: 'Failure' }])(
  'names any other value STORAGE_FAILED: %s',
  (thrown) => {
    expect(asStorageFailure(thrown).code).toBe('STORAGE_FAILED');
  },
);
