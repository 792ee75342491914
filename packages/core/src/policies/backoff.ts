import { requirePositive } from './pipeline-invalid.ts';

/** How long to wait after a failed attempt: an immutable value without memory. */
export interface Backoff {
  /** `failedAttempt` is 1 after the first; `random` gives numbers in [0, 1). */
  delayMs(failedAttempt: number, random: () => number): number;
}

export interface ExponentialBackoffOptions {
  /** The longest wait after the first failure, in milliseconds. @default 200 */
  readonly firstMs?: number;
  /** No wait is longer than this, in milliseconds. @default 10_000 */
  readonly maxMs?: number;
  /**
   * `full` waits anywhere between nothing and the exponential value, so that clients which failed
   * together do not come back together; `none` waits the value itself.
   * @default 'full'
   */
  readonly jitter?: 'full' | 'none';
}

/** Doubles the wait with each failure. */
export function exponentialBackoff(options: ExponentialBackoffOptions = {}): Backoff {
  const { firstMs = 200, maxMs = 10_000, jitter = 'full' } = options;
  requirePositive('exponentialBackoff({ firstMs })', firstMs);
  requirePositive('exponentialBackoff({ maxMs })', maxMs);
  return Object.freeze<Backoff>({
    delayMs(failedAttempt, random) {
      const ceiling = Math.min(maxMs, firstMs * 2 ** (failedAttempt - 1));
      return jitter === 'full' ? random() * ceiling : ceiling;
    },
  });
}

/** Always the same wait, in milliseconds. */
export function fixedBackoff(delayMs: number): Backoff {
  requirePositive('fixedBackoff(delayMs)', delayMs);
  return Object.freeze<Backoff>({ delayMs: () => delayMs });
}
