import { Failure, type Platform, TIMEOUT } from '@holdfast/core';

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
