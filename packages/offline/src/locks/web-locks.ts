import { Failure, STORAGE_UNAVAILABLE, type LockPort } from '@holdfast/core';

/**
 * Web Locks of the origin. They need a secure context; where there are none, `hold` rejects with
 * `STORAGE_UNAVAILABLE` and the work is not run.
 */
export function webLocks(): LockPort {
  return {
    async hold(name, work, signal) {
      const { locks } = navigator as { readonly locks?: LockManager };
      if (locks === undefined) throw new Failure(STORAGE_UNAVAILABLE);
      return await locks.request(name, signal === undefined ? {} : { signal }, work);
    },
  };
}
