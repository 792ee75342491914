import type { Platform } from './platform.ts';

/**
 * The result of the work, or what `late` gives or throws when the work takes longer than the limit. The work itself goes
 * on.
 */
export async function inTime<T>(
  platform: Pick<Platform, 'schedule'>,
  limitMs: number,
  work: Promise<T>,
  late: () => T,
): Promise<T> {
  let cancel!: () => void;
  const limit = new Promise<void>((resolve) => {
    cancel = platform.schedule(limitMs, resolve);
  });
  return Promise.race([work, limit.then(late)]).finally(() => cancel());
}
