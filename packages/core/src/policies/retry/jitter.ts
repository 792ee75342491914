/**
 * Spreads waits, so that clients which failed together do not come back together. `random` gives
 * numbers in [0, 1); `previousMs` is the wait before, 0 the first time.
 */
export type Jitter = (
  waitMs: number,
  random: () => number,
  previousMs: number,
  firstMs: number,
) => number;

/** Anywhere between nothing and the whole wait: spreads best. */
export const fullJitter: Jitter = (waitMs, random) => random() * waitMs;

/** At least half the wait: never comes back at once. */
export const equalJitter: Jitter = (waitMs, random) => (waitMs / 2) * (1 + random());

/** Between the first wait and three times the one before: grows by chance, not by count. */
export const decorrelatedJitter: Jitter = (_, random, previousMs, firstMs) =>
  firstMs + random() * (3 * Math.max(previousMs, firstMs) - firstMs);

/** The wait itself. Only where a single client comes back. */
export const noJitter: Jitter = (waitMs) => waitMs;
