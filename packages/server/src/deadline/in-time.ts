import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Platform } from '@holdfast/core/parts';
import { TOO_LATE, within } from './within.ts';

/**
 * Waits for a function of the app for a limited time, so that a call that never ends does not stop the work after it.
 * Rejects with `TIMEOUT` when the time is up first, and drops a later result or error.
 */
export async function inTime<T>(
  platform: Pick<Platform, 'schedule'>,
  limitMs: number,
  promise: PromiseLike<T>,
): Promise<T> {
  const result = await within(platform, limitMs, promise);
  if (result === TOO_LATE) throw new Failure(catalogue.TIMEOUT);
  return result;
}
