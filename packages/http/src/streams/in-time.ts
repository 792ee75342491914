import type { Failure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';

/** Waits for work, but no longer than `limitMs`; then it rejects with `late`. The work itself goes on. */
export function inTime<T>(
  platform: Pick<Platform, 'schedule'>,
  limitMs: number,
  work: Promise<T>,
  late: () => Failure,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = platform.schedule(limitMs, () => reject(late()));
    work.then(resolve, reject).finally(cancel);
  });
}
