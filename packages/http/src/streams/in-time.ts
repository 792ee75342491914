import { Failure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import { TIMEOUT } from '@holdfast/core/failures';

/** Fails with `TIMEOUT` when work takes longer. The work itself goes on, and its result is dropped. */
export function inTime<T>(
  platform: Pick<Platform, 'schedule'>,
  limitMs: number,
  work: Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = platform.schedule(limitMs, () => reject(new Failure(TIMEOUT)));
    work.then(resolve, reject).finally(cancel);
  });
}
