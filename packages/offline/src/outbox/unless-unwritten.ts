import type { LockPort, Platform } from '@holdfast/core/parts';

export interface UnwrittenOptions {
  readonly lockName: string;
  readonly locks: LockPort;
  readonly platform: Pick<Platform, 'schedule'>;
}

/** A burst that waits for the lock keeps all others waiting, so it waits only this long. */
export const SHORT_MS = 200;
// How long a change waits for a context that has unwritten changes.
const PATIENCE_MS = 2_000;

/** The lock of a context that has changes for which the disk has no room. */
export function unwrittenLock(name: string): string {
  return `${name}:unwritten`;
}

/**
 * Runs a change unless another context has unwritten changes; then it gives `undefined`. Where there are no locks, or
 * locks that never answer, no context sends without a written claim.
 */
export function unlessUnwritten({
  lockName,
  locks,
  platform,
}: UnwrittenOptions): <T>(work: () => Promise<T>, patienceMs?: number) => Promise<T | undefined> {
  return async <T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T | undefined> => {
    const patience = new AbortController();
    let running: Promise<T> | undefined;
    let isDead = false;
    let cancel: (() => void) | undefined;
    const silence = new Promise<undefined>((resolve) => {
      cancel = platform.schedule(patienceMs, () => {
        patience.abort();
        // A lock that works says at this point that the wait is over.
        cancel = platform.schedule(SHORT_MS, () => {
          isDead = true;
          resolve(undefined);
        });
      });
    });
    // A lock that answers at last, after its work was done without it, must not do the work again.
    const begin = async (): Promise<T | undefined> => (isDead ? undefined : (running = work()));
    const held = async (): Promise<T | undefined> => locks.hold(lockName, begin, patience.signal);
    try {
      const first = await Promise.race([held(), silence]);
      return isDead ? await (running ?? work()) : first;
    } catch {
      return await (running ?? (patience.signal.aborted ? undefined : work()));
    } finally {
      cancel?.();
    }
  };
}
