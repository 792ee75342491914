import type { Platform } from '@holdfast/core/parts';

/** Longer than a working store takes. */
const LONGEST_MS = 500;

/** What a store gives, or `late` when it takes longer than a working one. No form waits for a store that hangs. */
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
