import type { Platform } from './platform.ts';

/**
 * Waits `delayMs` on the platform's clock. An abort ends the wait at once, and the promise rejects with the
 * signal's reason. Either way no timer and no listener stays.
 */
export function sleep(
  platform: Pick<Platform, 'schedule'>,
  delayMs: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const wake = (): void => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = platform.schedule(delayMs, () => {
      signal?.removeEventListener('abort', wake);
      resolve();
    });
    signal?.addEventListener('abort', wake, { once: true });
  });
}
