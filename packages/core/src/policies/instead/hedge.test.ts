import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { UNAVAILABLE } from '../../failures/kinds/http.ts';
import { fixedBackoff } from '../retry/backoff.ts';
import { createBulkhead } from '../limits/create-bulkhead.ts';
import type { CallOptions } from '../engine/call-options.ts';
import { createCircuitBreaker } from '../circuit/create-circuit-breaker.ts';
import { deadline } from '../time/deadline.ts';
import { hedge } from './hedge.ts';
import { pipeline } from '../engine/pipeline.ts';
import type { PolicyContext } from '../engine/policy-context.ts';
import type { Policy } from '../engine/policy.ts';
import { createRetryBudget } from '../retry/create-retry-budget.ts';
import type { RetryBudgetOptions } from '../retry/create-retry-budget.ts';
import { retry } from '../retry/retry.ts';
import { consecutiveFailures } from '../circuit/trip-rule.ts';

const read: CallOptions = { effect: 'none' };
const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );

/** Work that notes when it was begun and ends when the test says so. */
function hedging(budget: RetryBudgetOptions = {}, inner: readonly Policy[] = [], maxAttempts = 2) {
  const platform = createVirtualPlatform();
  const begun: { at: number; context: PolicyContext }[] = [];
  const ends: { resolve: (value: string) => void; reject: (failure: Failure) => void }[] = [];
  const run = pipeline(
    { platform },
    hedge({ afterMs: 100, maxAttempts, budget: createRetryBudget(budget) }),
    ...inner,
  );
  const work = (context: PolicyContext): Promise<string> => {
    begun.push({ at: platform.monotonic(), context });
    return new Promise((resolve, reject) => void ends.push({ resolve, reject }));
  };
  return { platform, run, work, begun, ends };
}

describe('a hedge', () => {
  it('gets back from the budget a second attempt that another policy refused', async () => {
    const platform = createVirtualPlatform();
    const budget = createRetryBudget({ ratio: 0, minPerSecond: 0.1 });
    const bulkhead = createBulkhead({ max: 1, maxQueued: 0 });
    const run = pipeline({ platform }, hedge({ afterMs: 100, budget }), bulkhead);
    void settledOf(run(() => new Promise(() => {}), read));
    await platform.advance(150);
    expect([budget.spend(platform), budget.spend(platform)]).toEqual([true, false]);
  });

  it('begins slow work once more and takes the answer that comes first', async () => {
    const { platform, run, work, begun, ends } = hedging();
    const running = run(work, read);
    await platform.advance(150);
    expect(begun.map(({ at }) => at)).toEqual([0, 100]);
    ends[1]?.resolve('second');
    expect(await running).toBe('second');
    expect(begun.map(({ context }) => context.signal.aborted)).toEqual([true, false]);
    expect(platform.pending()).toBe(0);
  });

  it('begins nothing more when the answer comes in time', async () => {
    const { platform, run, work, begun, ends } = hedging();
    const running = run(work, read);
    await platform.advance(99);
    ends[0]?.resolve('first');
    expect(await running).toBe('first');
    await platform.advance(500);
    expect(begun).toHaveLength(1);
    expect(platform.pending()).toBe(0);
  });

  it('never begins more attempts than `maxAttempts`', async () => {
    const { platform, run, work, begun, ends } = hedging({}, [], 3);
    const running = run(work, { key: 'k1' });
    await platform.advance(1_000);
    expect(begun.map(({ at }) => at)).toEqual([0, 100, 200]);
    ends[0]?.resolve('first');
    expect(await running).toBe('first');
  });

  it('never begins a write without a key twice', async () => {
    const { platform, run, work, begun, ends } = hedging();
    const running = run(work);
    await platform.advance(1_000);
    expect(begun).toHaveLength(1);
    ends[0]?.resolve('once');
    expect(await running).toBe('once');
  });

  it('begins no attempt that the budget does not pay for', async () => {
    const { platform, run, work, begun, ends } = hedging({ ratio: 0, minPerSecond: 0 });
    const running = run(work, read);
    await platform.advance(1_000);
    expect(begun).toHaveLength(1);
    ends[0]?.resolve('once');
    await running;
  });

  it('waits for the other when one fails, and fails with the last', async () => {
    const { platform, run, work, ends } = hedging();
    const running = settledOf(run(work, read));
    await platform.advance(100);
    ends[0]?.reject(new Failure(UNAVAILABLE, { requestId: 'r1' }));
    await platform.advance(0);
    ends[1]?.reject(new Failure(UNAVAILABLE, { requestId: 'r2' }));
    expect(await running).toMatchObject({ failure: { code: 'UNAVAILABLE', requestId: 'r2' } });
  });

  it('fails at once when no other attempt was begun, because repeating is the task of a retry', async () => {
    const { platform, run, work, begun, ends } = hedging();
    const running = settledOf(run(work, read));
    ends[0]?.reject(new Failure(UNAVAILABLE));
    expect(await running).toMatchObject({ failure: { code: 'UNAVAILABLE' } });
    await platform.advance(500);
    expect(begun).toHaveLength(1);
  });

  it('ends with its caller while it runs', async () => {
    const { platform, run, work, begun } = hedging();
    const caller = new AbortController();
    const running = settledOf(run(work, { ...read, signal: caller.signal }));
    await platform.advance(150);
    caller.abort('left');
    expect(await running).toMatchObject({ failure: { code: 'ABORTED' } });
    expect(begun.map(({ context }) => context.signal.aborted)).toEqual([true, true]);
    expect(platform.pending()).toBe(0);
  });

  it('begins nothing for a caller that has aborted already', async () => {
    const { platform, run, work, begun } = hedging();
    const running = settledOf(run(work, { ...read, signal: AbortSignal.abort('left') }));
    expect(await running).toMatchObject({ failure: { code: 'ABORTED', effect: 'none' } });
    expect(begun).toEqual([]);
    expect(platform.pending()).toBe(0);
  });

  it('counts no attempt that loses, neither for the breaker nor anywhere else', async () => {
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(1) });
    const { platform, run, work, ends } = hedging({}, [breaker]);
    const running = run(work, read);
    await platform.advance(100);
    ends[1]?.resolve('second');
    await running;
    ends[0]?.reject(new Failure(UNAVAILABLE));
    await platform.advance(0);
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('has each try hold a slot of its own, and give it back', async () => {
    const bulkhead = createBulkhead({ max: 2, maxQueued: 0 });
    const { platform, run, work, ends } = hedging({}, [bulkhead]);
    const running = run(work, read);
    await platform.advance(100);
    const third = pipeline({ platform }, bulkhead);
    expect(await settledOf(third(() => 1))).toMatchObject({ failure: { code: 'BULKHEAD_FULL' } });
    ends[1]?.resolve('second');
    await running;
    ends[0]?.resolve('late');
    await platform.advance(0);
    expect(await Promise.all([third(() => 1), third(() => 2)])).toEqual([1, 2]);
  });

  it('stands inside deadline and retry, which tell the work their number and time', async () => {
    const platform = createVirtualPlatform();
    const told: unknown[] = [];
    const run = pipeline(
      { platform },
      deadline({ totalMs: 5_000 }),
      retry({ backoff: fixedBackoff(10) }),
      hedge({ afterMs: 100, budget: createRetryBudget() }),
    );
    const running = run(
      (context) => {
        const { attempt, deadline: until, key, incidentId, signal } = context;
        told.push({ attempt, until, key, incidentId, aborted: signal.aborted });
        return attempt === 1 ? Promise.reject(new Failure(UNAVAILABLE)) : 'well';
      },
      { key: 'k1', incidentId: 'i1' },
    );
    await platform.advance(50);
    expect(await running).toBe('well');
    expect(told).toEqual(
      [1, 2].map((attempt) => ({
        attempt,
        until: 5_000,
        key: 'k1',
        incidentId: 'i1',
        aborted: false,
      })),
    );
  });
});
