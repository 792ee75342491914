import { exponentialBackoff } from './backoff.ts';
import type { Backoff } from './backoff.ts';
import { adviseRetry, describePolicy, requirePositive } from '#composition';
import type { RetryBudget } from './create-retry-budget.ts';
import type { Clock } from '../../platform/platform.ts';
import type { Policy, PolicyHooks } from '../engine/policy.ts';
import { decideRetry } from './retry-decision.ts';

export interface RetryOptions {
  /** How often the work is called at most, the first time included. @default 3 */
  readonly maxAttempts?: number;
  /** @default exponentialBackoff() */
  readonly backoff?: Backoff;
  /** A server's hint beyond this, in milliseconds, is not waited for. @default 60_000 */
  readonly maxHintMs?: number;
  /** Shared by all that ask the same server, so that retries stay a small part of its load. @default none */
  readonly budget?: RetryBudget;
}

/**
 * Calls the work again when its failure says that this can help (`failure.retry`) and that it is safe
 * (`failure.effect`): after an unknown effect only with an idempotency key, or for a call that declares
 * `effect: 'none'`. A failure whose effect was applied is never retried. In development it warns once when it
 * did not repeat a call because the call does not allow it.
 *
 * Never sooner than `failure.retryAfterMs`. A hint beyond `maxHintMs`, or a wait that would not end
 * before the deadline, fails now; the failure still carries the hint. When the attempts are used up or the
 * budget is empty, the call fails with the last failure, whose `attempts` tells how many there were. Why an
 * attempt was the last one is told by `tellAttempts` (see `NotRetried`).
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
