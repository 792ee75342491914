import { exponentialBackoff } from './backoff.ts';
import type { Backoff } from './backoff.ts';
import { adviseRetry, describePolicy, requirePositive } from '#composition';
import type { RetryBudget } from './create-retry-budget.ts';
import type { Clock } from '../../platform/platform.ts';
import type { Policy, PolicyHooks } from '../engine/policy.ts';
import { decideRetry } from './retry-decision.ts';

export interface RetryOptions {
  /** How often the work is called at most, including the first time. @default 3 */
  readonly maxAttempts?: number;
  /** @default exponentialBackoff() */
  readonly backoff?: Backoff;
  /**
   * The longest wait of a server that the retry honours, in milliseconds. After a longer one it does not retry.
   * @default 60_000
   */
  readonly maxHintMs?: number;
  /** The retry budget of the server, shared by all calls to it. @default none */
  readonly budget?: RetryBudget;
}

/**
 * Calls the work again when its failure says that this can help (`failure.retry`) and is safe (`failure.effect`).
 * After an unknown effect it repeats a call only if the call has an idempotency key or declares `effect: 'none'`.
 * It never repeats work that took effect. In development it warns once when it did not repeat a call because the
 * call does not allow it.
 *
 * It waits at least `failure.retryAfterMs`. If that is longer than `maxHintMs`, or the wait would not end before
 * the deadline, the call fails at once, and the failure still carries the hint. When the attempts are used up or
 * the budget is empty, the call fails with the last failure, whose `attempts` counts them. `tellAttempts` tells why
 * an attempt was the last one (see `NotRetried`).
 */
export function retry(options: RetryOptions = {}): Policy {
  const rules = {
    maxAttempts: 3,
    backoff: exponentialBackoff(),
    maxHintMs: 60_000,
    ...options,
  };
  const { budget } = options;
  requirePositive('retry', rules);
  const bind = (platform: Clock): PolicyHooks => ({
    enter: () => budget?.earn(platform),
    leave(attempt, failure) {
      const { call } = attempt;
      if (attempt !== call && !attempt.started) budget?.refund?.();
      if (!failure) return;
      const decision = (attempt.decision = decideRetry(failure, attempt, rules, platform));
      if (typeof decision === 'string') return adviseRetry(policy, failure, decision);
      call.waitedMs = decision;
      return attempt.wait<void>((done) => {
        const cancel = platform.schedule(decision, () => {
          // The wait is over, so that an interruption has nothing to end or to give back.
          attempt.wake = undefined;
          done();
        });
        return () => {
          cancel();
          budget?.refund?.();
        };
      });
    },
  });
  const policy: Policy = Object.assign(bind, { budget });
  describePolicy(policy, {
    kind: 'retry',
    does: 'tries again when the failure says that it helps and that it is safe',
    refuses:
      'It does not when the failure says that it cannot help, when the work took effect, when the work may have and the call has no key, after the last attempt, when the server asks for more than maxHintMs, when the wait would not end before the deadline, or when the budget is empty.',
    place: 2,
    before: 'Each of its attempts then passes what comes after it.',
    once: 'Two multiply their attempts.',
    rules,
  });
  return policy;
}
