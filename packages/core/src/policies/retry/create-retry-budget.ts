import { describePart, refuseUnless, requireAtLeast, requirePositive } from '#composition';
import type { Clock } from '../../platform/platform.ts';
import { atTime, earn, newRetryBudget, refund, spend } from './retry-budget-state.ts';
import type { RetryBudgetRules } from './retry-budget-state.ts';

export interface RetryBudgetOptions {
  /** How many extra attempts (retries and hedges) there may be for each call, from 0 to 1. @default 0.2 */
  readonly ratio?: number;
  /** Extra attempts per second that are always allowed, so that retries work with little traffic, too. @default 1 */
  readonly minPerSecond?: number;
  /** Calls within this time count, in seconds. @default 10 */
  readonly windowSeconds?: number;
}

/** The extra attempts (retries and hedges) that one server has to bear. */
export interface RetryBudget {
  /** Notes a call: it pays for a part of an extra attempt. */
  earn(platform: Pick<Clock, 'monotonic'>): void;
  /** Whether there may be one more extra attempt. With `true`, the attempt is spent. */
  spend(platform: Pick<Clock, 'monotonic'>): boolean;
  /**
   * Takes back an extra attempt that did not reach the server after all. A budget that lacks this function counts such
   * an attempt as spent.
   */
  refund?(): void;
  /** Changes the options from now on. Earned and spent attempts stay counted. */
  reconfigure(options: RetryBudgetOptions): void;
}

/**
 * Keeps retries and hedges a small part of the traffic to one server, because many retries can keep a failing
 * server down. Make one for each origin, and give it to every `retry` and `hedge` that sends there.
 */
export function createRetryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  let rules: RetryBudgetRules = { ratio: 0.2, minPerSecond: 1, windowSeconds: 10 };
  let state = newRetryBudget;

  function reconfigure(next: RetryBudgetOptions): void {
    rules = { ...rules, ...next };
    const { ratio, minPerSecond, windowSeconds } = rules;
    requirePositive('the retry budget', { windowSeconds });
    refuseUnless(ratio >= 0 && ratio <= 1, 'Give the retry budget a ratio from 0 to 1.');
    requireAtLeast('the retry budget', 0, { ratio, minPerSecond });
  }
  reconfigure(options);

  const budget: RetryBudget = {
    reconfigure,
    earn(platform) {
      state = earn(atTime(state, platform.monotonic(), rules));
    },
    spend(platform) {
      const next = spend(atTime(state, platform.monotonic(), rules), rules);
      state = next ?? state;
      return next !== undefined;
    },
    refund() {
      state = refund(state);
    },
  };
  describePart(budget, {
    name: 'createRetryBudget',
    get rules() {
      return rules;
    },
  });
  return budget;
}
