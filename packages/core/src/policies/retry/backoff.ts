import { describePart, requirePositive } from '#composition';
import { fullJitter } from './jitter.ts';
import type { Jitter } from './jitter.ts';

/**
 * Milliseconds to wait after a failed attempt, without memory of its own. `failedAttempt` is 1 after
 * the first; `random` gives numbers in [0, 1); `previousMs` is the wait before, 0 the first time.
 */
export type Backoff = (failedAttempt: number, random: () => number, previousMs: number) => number;

export interface ExponentialBackoffOptions {
  /** The longest wait after the first failure, in milliseconds. @default 200 */
  readonly firstMs?: number;
  /** No wait is longer than this, in milliseconds. @default 10_000 */
  readonly maxMs?: number;
  /** @default fullJitter */
  readonly jitter?: Jitter;
}

/** Doubles the wait with each failure. */
export function exponentialBackoff(options: ExponentialBackoffOptions = {}): Backoff {
  const { firstMs = 200, maxMs = 10_000, jitter = fullJitter } = options;
  requirePositive('the backoff', { firstMs, maxMs, jitter });
  const backoff: Backoff = (failedAttempt, random, previousMs) =>
    Math.min(
      maxMs,
      jitter(Math.min(maxMs, firstMs * 2 ** (failedAttempt - 1)), random, previousMs, firstMs),
    );
  describePart(backoff, { name: 'exponentialBackoff', rules: { firstMs, maxMs, jitter } });
  return backoff;
}

/** Always the same wait, in milliseconds. */
export function fixedBackoff(delayMs: number): Backoff {
  requirePositive('the backoff', { delayMs });
  const backoff: Backoff = () => delayMs;
  describePart(backoff, { name: 'fixedBackoff', rules: { delayMs } });
  return backoff;
}
