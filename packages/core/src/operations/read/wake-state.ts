const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
const QUIET_MS = 60_000;

/** How often a read was woken in a row, and the time of the last wake (monotonic milliseconds). */
export interface Wakes {
  readonly count: number;
  readonly at: number;
}

export const NEVER_WOKEN: Wakes = { count: 0, at: -Infinity };

/**
 * Milliseconds until the read may be woken: none for the first wake, and more for each further one, with jitter from
 * `random`. The result of the read does not count. Only a minute without a wake starts the count anew.
 */
export function waitToWake({ count, at }: Wakes, now: number, random: () => number): number {
  if (count === 0 || now - at >= QUIET_MS) return 0;
  const backoffMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (count - 1)) * (0.5 + random() / 2);
  return Math.max(0, at + backoffMs - now);
}

export function woken({ count, at }: Wakes, now: number): Wakes {
  return { count: now - at >= QUIET_MS ? 1 : count + 1, at: now };
}
