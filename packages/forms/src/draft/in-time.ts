import type { Platform } from '@holdfast/core/parts';

/** Longer than a store that works takes. */
const LONGEST_MS = 500;

/**
 * The answer of a store, or `late` when it takes longer than a store that works. So no form waits for a store that
 * hangs.
 */
export async function inTime<T>(
  platform: Pick<Platform, 'schedule'>,
  work: Promise<T>,
  late: T,
): Promise<T> {
  let cancel!: () => void;
  const waited = new Promise<T>((resolve) => {
    cancel = platform.schedule(LONGEST_MS, () => resolve(late));
  });
  return Promise.race([work, waited]).finally(() => cancel());
}
