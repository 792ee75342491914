import type { Platform } from '@holdfast/core/parts';

const INTERVAL_MS = 20_000;
const EPOCH = Date.UTC(2024, 9, 9);
const MOST_JITTER_MS = 3_600_000;

/**
 * The cursor of an answer to a reader that waits: the number of the interval of 20 seconds. It is always greater than
 * the one that the client gave, so that a cache between client and server does not give the same answer for ever.
 */
export function cursorOf(
  given: string | null,
  { now, random }: Pick<Platform, 'now' | 'random'>,
): string {
  const current = Math.max(0, Math.floor((now() - EPOCH) / INTERVAL_MS));
  const before = given !== null && /^\d{1,15}$/.test(given) ? Number(given) : -1;
  if (before < current) return String(current);
  return String(before + Math.max(1, Math.ceil((random() * MOST_JITTER_MS) / INTERVAL_MS)));
}
