import type { Failure } from '../failures/failure.ts';
import type { Backoff } from './backoff.ts';

export interface RetryRules {
  readonly maxAttempts: number;
  readonly maxHintMs: number;
  readonly backoff: Backoff;
}

/** What a decision about one failed attempt depends on, besides the failure. */
export interface RetrySituation {
  /** Attempts made so far. */
  readonly attempts: number;
  /** Whether doing it twice is harmless, should the failed attempt have had an effect. */
  readonly repeatable: boolean;
  /** Milliseconds until the deadline; `Infinity` without one. */
  readonly remainingMs: number;
}

/** Milliseconds to wait before the next attempt, or `undefined` if there must not be one. */
export function decideRetry(
  failure: Pick<Failure, 'retry' | 'effect' | 'retryAfterMs'>,
  { attempts, repeatable, remainingMs }: RetrySituation,
  { maxAttempts, maxHintMs, backoff }: RetryRules,
  random: () => number,
): number | undefined {
  if (attempts >= maxAttempts || failure.retry === 'never') return undefined;
  if (failure.effect === 'applied') return undefined;
  if (failure.effect === 'unknown' && !repeatable) return undefined;

  const hintMs = failure.retryAfterMs ?? 0;
  if (hintMs > maxHintMs) return undefined;
  // On top of the hint, never instead of it: all clients of a busy server were told the same moment.
  const delayMs = hintMs + (failure.retry === 'now' ? 0 : backoff.delayMs(attempts, random));
  // Rounded up, since host timers drop fractions and would wake before the hint.
  return delayMs < remainingMs ? Math.ceil(delayMs) : undefined;
}
