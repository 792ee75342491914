import { Failure } from '@holdfast/core';
import type { LockPort } from '@holdfast/core/parts';
import { CONTEXT_INSECURE } from '@holdfast/core/failures';

/**
 * The Web Locks of the origin. Browsers give them only to pages on HTTPS or localhost. Elsewhere `hold` rejects
 * with `CONTEXT_INSECURE` and does not run the work.
 */
export function webLocks(): LockPort {
  return {
    async hold(name, work, signal) {
      const { locks } = (globalThis.navigator ?? {}) as { readonly locks?: LockManager };
      if (locks === undefined) throw new Failure(CONTEXT_INSECURE);
      return await locks.request(name, signal === undefined ? {} : { signal }, work);
    },
  };
}
