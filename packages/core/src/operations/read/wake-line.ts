import type { Platform } from '../../platform/platform.ts';

const APART_MS = 100;
const LONGEST_MS = 2_000;

// Shared by all reads that wait for the same news, so that the news does not wake them all at once.
const freeAt = /* @__PURE__ */ new WeakMap<object, number>();

/**
 * Milliseconds until the next read that the same news wakes may go: none for the first, up to a tenth of a
 * second more for each, and two seconds at most.
 */
export function placeInLine(
  news: object,
  platform: Pick<Platform, 'monotonic' | 'random'>,
): number {
  const now = platform.monotonic();
  const free = freeAt.get(news) ?? now;
  const waitMs = free > now + LONGEST_MS ? platform.random() * LONGEST_MS : Math.max(0, free - now);
  freeAt.set(news, Math.max(free, now) + platform.random() * APART_MS);
  return waitMs;
}
