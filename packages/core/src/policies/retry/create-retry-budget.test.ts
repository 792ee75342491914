import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { UNAVAILABLE } from '../../failures/kinds/http.ts';
import { fixedBackoff } from './backoff.ts';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { pipeline } from '../engine/pipeline.ts';
import { atTime, earn, newRetryBudget, refund, spend } from './retry-budget-state.ts';
import { createRetryBudget } from './create-retry-budget.ts';
import { retry } from './retry.ts';
import { consecutiveFailures } from '../circuit/trip-rule.ts';

describe('a retry budget', () => {
  it('keeps retries a fixed part of the calls of all pipelines that share it', async () => {
    const platform = createVirtualPlatform();
    const budget = createRetryBudget({ ratio: 0.2, minPerSecond: 0 });
    let sent = 0;
    const down = (): Promise<never> => {
      sent += 1;
      return Promise.reject(new Failure(UNAVAILABLE));
    };
    const pipelines = [1, 2].map(() =>
      pipeline({ platform }, retry({ maxAttempts: 3, backoff: fixedBackoff(1), budget })),
    );
    const calls = Array.from({ length: 100 }, (_, index) =>
      pipelines[index % 2]?.(down, { effect: 'none' }).catch(() => {}),
    );
    await platform.advance(1_000);
    await Promise.all(calls);
    expect(sent).toBe(120);
  });

  it('lets a call be repeated also when there is little traffic', () => {
    const platform = createVirtualPlatform();
    const budget = createRetryBudget({ ratio: 0, minPerSecond: 0.2 });
    expect([1, 2, 3].map(() => budget.spend(platform))).toEqual([true, true, false]);
  });

  it('forgets calls that are too old', async () => {
    const platform = createVirtualPlatform();
    const budget = createRetryBudget({ ratio: 1, minPerSecond: 0, windowSeconds: 2 });
    budget.earn(platform);
    await platform.advance(2_000);
    expect(budget.spend(platform)).toBe(false);
    budget.earn(platform);
    expect(budget.spend(platform)).toBe(true);
  });

  it('applies reconfigured rules at once, and keeps the earned attempts', () => {
    const platform = createVirtualPlatform();
    const budget = createRetryBudget({ ratio: 0, minPerSecond: 0 });
    budget.earn(platform);
    expect(budget.spend(platform)).toBe(false);
    budget.reconfigure({ ratio: 1 });
    expect(budget.spend(platform)).toBe(true);
  });
});

const refusing = (): Promise<never> => Promise.reject(new Failure(UNAVAILABLE, { effect: 'none' }));

describe('a retry budget gets back an attempt that was not sent', () => {
  const one = { ratio: 0, minPerSecond: 0.1 };

  it.each([
    ['while it waits', 50],
    ['in the moment in which it would begin', 100],
  ])('once, when the caller gives up a retry %s', async (_, abortMs) => {
    const platform = createVirtualPlatform();
    const budget = createRetryBudget(one);
    const caller = new AbortController();
    const run = pipeline({ platform }, retry({ backoff: fixedBackoff(100), budget }));
    platform.schedule(100, () => void Promise.resolve().then(() => caller.abort()));
    platform.schedule(abortMs, () => caller.abort());
    const gone = run(refusing, { signal: caller.signal }).catch(() => {});
    await platform.advance(1_000);
    await gone;
    expect([budget.spend(platform), budget.spend(platform)]).toEqual([true, false]);
  });

  it('when another policy refuses the retry', async () => {
    const platform = createVirtualPlatform();
    const budget = createRetryBudget(one);
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(1) });
    const run = pipeline(
      { platform },
      retry({ maxAttempts: 2, backoff: fixedBackoff(100), budget }),
      breaker,
    );
    const refused = run(() => Promise.reject(new Failure(UNAVAILABLE)), { key: 'k1' });
    void refused.catch(() => {});
    await platform.advance(150);
    expect([budget.spend(platform), budget.spend(platform)]).toEqual([true, false]);
  });
});

describe('the state of a retry budget', () => {
  it('takes back the latest extra attempt, and does nothing when there is none', () => {
    const state = { second: 7, counts: [4, 0, 3, 2, 1, 1] };
    expect(refund(state)).toEqual({ second: 7, counts: [4, 0, 3, 1, 1, 1] });
    expect(refund({ second: 7, counts: [4, 0] })).toEqual({ second: 7, counts: [4, 0] });
  });

  const rules = { ratio: 0.5, minPerSecond: 0, windowSeconds: 3 };
  const atSecond = (seconds: number) => atTime(newRetryBudget, seconds * 1000, rules);

  it.each<[string, number, number, readonly number[]]>([
    ['stays within its second', 5_000, 5_999, [2, 0, 0, 0, 0, 0]],
    ['makes room for the next second', 5_000, 6_000, [0, 0, 2, 0, 0, 0]],
    ['drops what leaves the window', 5_000, 8_000, [0, 0, 0, 0, 0, 0]],
    ['begins anew after a long time', 5_000, 99_000, [0, 0, 0, 0, 0, 0]],
    ['begins anew when a clock was set back', 5_000, 1_000, [0, 0, 0, 0, 0, 0]],
  ])('%s', (_, fromMs, toMs, counts) => {
    const state = earn(earn(atTime(newRetryBudget, fromMs, rules)));
    expect(atTime(state, toMs, rules)).toEqual({ second: Math.floor(toMs / 1000), counts });
  });

  it('counts a call and an extra attempt apart', () => {
    const state = earn(earn(atSecond(5)));
    expect(spend(state, rules)?.counts.slice(0, 2)).toEqual([2, 1]);
    expect(spend(earn(atSecond(5)), rules)).toBeUndefined();
  });

  it('begins with no counts', () => {
    expect(earn(newRetryBudget)).toEqual({ second: 0, counts: [1, 0] });
    const generous = { ratio: 0, minPerSecond: 1, windowSeconds: 3 };
    expect(spend(newRetryBudget, generous)).toEqual({ second: 0, counts: [0, 1] });
  });

  it('counts the calls and extra attempts of its whole window', () => {
    const earned = earn(earn(atSecond(5)));
    const spent = spend(atTime(earned, 6_000, rules), rules) ?? earned;
    expect(spent.counts).toEqual([0, 1, 2, 0, 0, 0]);
    expect(spend(atTime(spent, 7_000, rules), rules)).toBeUndefined();
  });

  it('never allows more extra attempts than its share of the window', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(900)), { maxLength: 120 });
    fc.assert(
      fc.property(steps, (given) => {
        let state = newRetryBudget;
        let ms = 0;
        for (const [extra, afterMs] of given) {
          ms += afterMs;
          state = atTime(state, ms, rules);
          const next = extra ? spend(state, rules) : earn(state);
          state = next ?? state;
          if (!extra || !next) continue;
          const sum = (parity: number): number =>
            next.counts.reduce((all, count, at) => (at % 2 === parity ? all + count : all), 0);
          expect(sum(1)).toBeLessThanOrEqual(sum(0) * rules.ratio);
        }
      }),
    );
  });
});
