import { Failure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';

/** Does work and waits for it for a limited time. Rejects with `DEADLINE_EXCEEDED` when it has not ended by then. */
export function withinMs<T>(
  platform: Pick<Platform, 'schedule'>,
  deadlineMs: number,
  work: () => T | Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = platform.schedule(deadlineMs, () =>
      reject(new Failure(catalogue.DEADLINE_EXCEEDED)),
    );
    const settle = async (): Promise<void> => {
      try {
        resolve(await work());
      } catch (error) {
        reject(error);
      } finally {
        cancel();
      }
    };
    void settle();
  });
}
