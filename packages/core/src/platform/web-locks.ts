import { Failure } from '../failures/failure.ts';
import { CONTEXT_INSECURE } from '../failures/kinds/identity.ts';
import type { LockPort } from '../ports/lock-port.ts';

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
