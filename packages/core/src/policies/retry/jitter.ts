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

/** A random wait between 0 and the whole wait. It spreads clients best. */
export const fullJitter: Jitter = (waitMs, random) => random() * waitMs;

/** A random wait between half the wait and the whole wait, so that no client comes back at once. */
export const equalJitter: Jitter = (waitMs, random) => (waitMs / 2) * (1 + random());

/**
 * A random wait between the first wait and three times the wait before. It grows at random, not with the number of
 * failures.
 */
export const decorrelatedJitter: Jitter = (_, random, previousMs, firstMs) =>
  firstMs + random() * (3 * Math.max(previousMs, firstMs) - firstMs);

/** The wait itself, without randomness. Use it only where one client alone comes back. */
export const noJitter: Jitter = (waitMs) => waitMs;
