const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const QUIET_MS = 60_000;

/** How often something was woken in a row, and when last (monotonic milliseconds). */
export interface Wakes {
  readonly count: number;
  readonly at: number;
}

export const NEVER_WOKEN: Wakes = { count: 0, at: -Infinity };

/**
 * Milliseconds until it may be woken: at once for the first time, later and later for each further one,
 * spread by `random`, whatever came of it. Only a minute without any forgives.
 */
export function waitToWake({ count, at }: Wakes, now: number, random: () => number): number {
  if (count === 0 || now - at >= QUIET_MS) return 0;
  const backoffMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (count - 1)) * (0.5 + random() / 2);
  return Math.max(0, at + backoffMs - now);
}

export function woken({ count, at }: Wakes, now: number): Wakes {
  return { count: now - at >= QUIET_MS ? 1 : count + 1, at: now };
}
