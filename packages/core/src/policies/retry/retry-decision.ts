import type { Failure } from '../../failures/failure.ts';
import type { Clock } from '../../platform/platform.ts';
import type { CallOptions } from '../engine/call-options.ts';
import type { Backoff } from './backoff.ts';
import type { RetryBudget } from './create-retry-budget.ts';
import type { NotRetried } from './not-retried.ts';

export interface RetryRules {
  readonly maxAttempts: number;
  readonly maxHintMs: number;
  readonly backoff: Backoff;
  readonly budget?: Pick<RetryBudget, 'spend'> | undefined;
}

/** The facts on which a decision about a failed attempt depends, besides its failure. */
export interface FailedAttempt {
  readonly attempt: number;
  readonly options: Pick<CallOptions, 'key' | 'effect'>;
  readonly call: {
    readonly deadline: number;
    /** Why the call has ended before its time. */
    readonly over?: Failure | undefined;
    /** The wait before this attempt. */
    readonly waitedMs?: number | undefined;
  };
}

/**
 * Milliseconds to wait before the next attempt, or why there must not be one. Only a decision for another
 * attempt spends from the budget.
 */
export function decideRetry(
  { retry, effect, retryAfterMs = 0 }: Pick<Failure, 'retry' | 'effect' | 'retryAfterMs'>,
  { attempt, options, call }: FailedAttempt,
  { maxAttempts, maxHintMs, backoff, budget }: RetryRules,
  platform: Pick<Clock, 'monotonic' | 'random'>,
): number | NotRetried {
  if (call.over) return 'ended';
  if (retry === 'never') return 'final';
  if (effect === 'applied') return 'applied';
  if (attempt >= maxAttempts) return 'attempts';
  // The work may have taken effect, and must not take effect twice.
  if (effect === 'unknown' && options.effect !== 'none' && options.key === undefined)
    return 'unsafe';
  if (retryAfterMs > maxHintMs) return 'hint';
  // The backoff comes on top of the hint, because a busy server names the same moment to all its clients. It is
  // rounded up, because host timers drop fractions and would wake before the hint.
  const delayMs = Math.ceil(
    retryAfterMs +
      (retry === 'now' ? 0 : Math.max(0, backoff(attempt, platform.random, call.waitedMs ?? 0))),
  );
  if (!(delayMs < call.deadline - platform.monotonic())) return 'deadline';
  return budget?.spend(platform) === false ? 'budget' : delayMs;
}

// These failures give a more exact reason than that no retry acted on them.
const ENDED: ReadonlyMap<string, NotRetried> = new Map([
  ['ABORTED', 'aborted'],
  ['DEADLINE_EXCEEDED', 'deadline'],
  ['DISPOSED', 'disposed'],
]);
const REFUSED: ReadonlyMap<string, NotRetried> = new Map([
  ['CIRCUIT_OPEN', 'circuit-open'],
  ['CIRCUIT_ISOLATED', 'circuit-isolated'],
  ['BULKHEAD_FULL', 'bulkhead-full'],
  ['BULKHEAD_TIMEOUT', 'bulkhead-full'],
  ['RATE_LIMIT_REACHED', 'rate-limited'],
]);

/** Why no attempt follows one that failed, given what a retry around it decided, if there is one. */
export function whyNotRetried(
  { code }: Pick<Failure, 'code'>,
  decided: NotRetried | undefined,
): NotRetried {
  return ENDED.get(code) ?? decided ?? REFUSED.get(code) ?? 'no-retry';
}
