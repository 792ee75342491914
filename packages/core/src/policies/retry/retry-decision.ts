import type { Failure } from '../../failures/failure.ts';
import type { Backoff } from './backoff.ts';
import type { CallOptions } from '../engine/call-options.ts';

export interface RetryRules {
  readonly maxAttempts: number;
  readonly maxHintMs: number;
  readonly backoff: Backoff;
}

/** What a decision about a failed attempt depends on, besides its failure. */
export interface FailedAttempt {
  readonly attempt: number;
  readonly options: Pick<CallOptions, 'key' | 'effect'>;
  /** `delayMs` was waited before this attempt. */
  readonly call: { readonly delayMs?: number | undefined };
}

/** Milliseconds to wait before the next attempt, or `undefined` if there must not be one. */
export function decideRetry(
  { retry, effect, retryAfterMs = 0 }: Pick<Failure, 'retry' | 'effect' | 'retryAfterMs'>,
  { attempt, options, call }: FailedAttempt,
  remainingMs: number,
  { maxAttempts, maxHintMs, backoff }: RetryRules,
  random: () => number,
): number | undefined {
  if (
    attempt >= maxAttempts ||
    retry === 'never' ||
    effect === 'applied' ||
    // It may have happened, and must not happen twice.
    (effect === 'unknown' && options.effect !== 'none' && options.key === undefined) ||
    retryAfterMs > maxHintMs
  ) {
    return undefined;
  }
  // On top of the hint, never instead of it: all clients of a busy server were told the same moment.
  // Rounded up, since host timers drop fractions and would wake before the hint.
  const delayMs = Math.ceil(
    retryAfterMs + (retry === 'now' ? 0 : Math.max(0, backoff(attempt, random, call.delayMs ?? 0))),
  );
  return delayMs < remainingMs ? delayMs : undefined;
}
