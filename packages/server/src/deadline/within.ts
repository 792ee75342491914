import type { Platform } from '@holdfast/core/parts';

/** The result when the time is up first. */
export const TOO_LATE: unique symbol = Symbol('too late');

/** Waits for a promise for a limited time. Drops a later result or error. */
export async function within<T>(
  platform: Pick<Platform, 'schedule'>,
  limitMs: number,
  promise: PromiseLike<T>,
): Promise<T | typeof TOO_LATE> {
  let cancel: (() => void) | undefined;
  const late = new Promise<typeof TOO_LATE>((resolve) => {
    cancel = platform.schedule(limitMs, () => resolve(TOO_LATE));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    cancel?.();
  }
}
