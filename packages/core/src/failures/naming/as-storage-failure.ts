import { Failure, isFailure } from '../failure.ts';
import { STORAGE_FAILED } from '../kinds/storage.ts';
import { failureByName } from './to-indexed-db-failure.ts';

/**
 * The failure that a store rejected with. The ports of storage promise a failure; a store of the app may reject with an
 * error of IndexedDB as it is. Every other value becomes `STORAGE_FAILED`.
 */
export function asStorageFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  return failureByName(error, []) ?? new Failure(STORAGE_FAILED, { cause: error });
}
