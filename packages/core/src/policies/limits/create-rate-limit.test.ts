import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { RATE_LIMITED } from '../../failures/kinds/http.ts';
import { pipeline } from '../engine/pipeline.ts';
import { slidingWindow, tokenBucket } from './rate-limit-state.ts';
import type { Limiter } from './rate-limit-state.ts';
import { createRateLimit } from './create-rate-limit.ts';
import type { RateLimitOptions } from './create-rate-limit.ts';

const settledOf = (promise: Promise<unknown>) =>
  promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  );

function limited(options: RateLimitOptions) {
  const platform = createVirtualPlatform();
  const limit = createRateLimit(options);
  const run = pipeline({ platform }, limit);
  return { platform, limit, run, when: () => run(() => platform.monotonic()) };
}

describe('a rate limit', () => {
  it('lets a burst pass and spaces the calls that follow', async () => {
    const { platform, when } = limited({
      limiter: tokenBucket({ perSecond: 10, burst: 2 }),
      maxWaitMs: 1_000,
    });
    const times = Promise.all([when(), when(), when(), when()]);
    await platform.advance(1_000);
    expect(await times).toEqual([0, 0, 100, 200]);
  });

  it('refuses a call that would wait too long, and says how long it would have waited', async () => {
    const { when } = limited({ limiter: tokenBucket({ perSecond: 10, burst: 1 }) });
    await when();
    expect(await settledOf(when())).toMatchObject({
      failure: { code: 'RATE_LIMIT_REACHED', effect: 'none', retryAfterMs: 100 },
    });
  });

  it('frees the place of a call that is aborted while it waits', async () => {
    const { platform, run, when } = limited({
      limiter: slidingWindow({ max: 1, perMs: 100 }),
      maxWaitMs: 150,
    });
    const caller = new AbortController();
    await when();
    const gone = settledOf(run(() => 1, { signal: caller.signal }));
    caller.abort();
    expect(await gone).toMatchObject({ failure: { code: 'ABORTED', effect: 'none' } });
    const next = when();
    await platform.advance(150);
    expect(await next).toBe(100);
    expect(platform.pending()).toBe(0);
  });

  it('frees that place also between two milliseconds, with a wait of the server before its own', async () => {
    const limiter = slidingWindow({ max: 1, perMs: 1_994 });
    const { platform, limit, run, when } = limited({ limiter, maxWaitMs: 5_000 });
    const caller = new AbortController();
    await platform.advance(695.726);
    limit.hear({ remaining: 0, resetMs: 2_690 }, platform);
    const first = when();
    const gone = settledOf(run(() => 1, { signal: caller.signal }));
    caller.abort();
    await gone;
    const next = when();
    await platform.advance(5_000);
    expect((await next) - (await first)).toBeLessThan(2_000);
  });

  it('keeps to the number of calls that the server says are left, and forgets it when its time is over', async () => {
    const { platform, limit, when } = limited({ maxWaitMs: 2_000 });
    limit.hear({ remaining: 1, resetMs: 1_000 }, platform);
    const times = Promise.all([when(), when(), when()]);
    await platform.advance(1_000);
    expect(await times).toEqual([0, 1_000, 1_000]);
    expect(await when()).toBe(1_000);
  });

  it('shows the last hint of the server unchanged', async () => {
    const { platform, limit, run } = limited({ maxWaitMs: 2_000 });
    const seen: unknown[] = [];
    const leave = limit.subscribe(() => seen.push(limit.getSnapshot()));
    expect(limit.getSnapshot()).toBeUndefined();
    limit.hear({ remaining: 5, resetMs: 1_000 }, platform);
    await run(() => 1);
    await settledOf(run(() => Promise.reject(new Failure(RATE_LIMITED, { retryAfterMs: 500 }))));
    leave();
    limit.hear({ remaining: 9, resetMs: 1_000 }, platform);
    await platform.advance(0);
    expect(seen).toEqual([
      { remaining: 5, resetMs: 1_000 },
      { remaining: 0, resetMs: 500 },
    ]);
  });

  it('spaces the calls that waited for the server’s time by its own limiter', async () => {
    const limiter = tokenBucket({ perSecond: 10, burst: 1 });
    const { platform, limit, when } = limited({ limiter, maxWaitMs: 2_000 });
    limit.hear({ remaining: 0, resetMs: 1_000 }, platform);
    const times = Promise.all([when(), when(), when()]);
    await platform.advance(2_000);
    expect(await times).toEqual([1_000, 1_100, 1_200]);
  });

  it('holds calls back after a refusal until the time that the server named', async () => {
    const { platform, run, when } = limited({});
    await settledOf(run(() => Promise.reject(new Failure(RATE_LIMITED, { retryAfterMs: 500 }))));
    expect(await settledOf(when())).toMatchObject({ failure: { retryAfterMs: 500 } });
    await platform.advance(500);
    expect(await when()).toBe(500);
    await settledOf(run(() => Promise.reject(new Failure(RATE_LIMITED))));
    expect(await when()).toBe(500);
  });

  it('applies reconfigured rules at once; a limiter that stays keeps its count', async () => {
    const limiter = slidingWindow({ max: 1, perMs: 1_000 });
    const { platform, limit, run, when } = limited({ limiter });
    const caller = new AbortController();
    await when();
    limit.reconfigure({ maxWaitMs: 5_000 });
    const waits = settledOf(run(() => 1, { signal: caller.signal }));
    limit.reconfigure({ limiter: tokenBucket({ perSecond: 1 }) });
    caller.abort();
    await waits;
    expect(await when()).toBe(0);
    const next = when();
    await platform.advance(1_000);
    expect(await next).toBe(1_000);
  });
});

function take<T>(limiter: Limiter<T>, times: readonly number[]): number[] {
  let state = limiter.start;
  return times.map((time) => {
    const reserved = limiter.reserve(state, time);
    state = reserved.state;
    return reserved.waitMs;
  });
}

describe('limiters', () => {
  it.each<[string, Limiter, readonly number[], readonly number[]]>([
    [
      'a bucket fills while no call comes',
      tokenBucket({ perSecond: 2 }),
      [0, 0, 1_000, 1_000],
      [0, 0, 0, 0],
    ],
    [
      'a bucket never holds more than a burst',
      tokenBucket({ perSecond: 2 }),
      [0, 0, 9_000, 9_000, 9_000],
      [0, 0, 0, 0, 500],
    ],
    [
      'a bucket is not confused by a clock that stands still',
      tokenBucket({ perSecond: 1 }),
      [5, 4, 3],
      [0, 1_000, 2_000],
    ],
    [
      'a window counts any stretch',
      slidingWindow({ max: 2, perMs: 100 }),
      [0, 90, 99, 100],
      [0, 0, 1, 90],
    ],
    ['a window forgets', slidingWindow({ max: 2, perMs: 100 }), [0, 0, 100, 100], [0, 0, 0, 0]],
  ])('%s', (_, limiter, times, waits) => {
    expect(take(limiter, times)).toEqual(waits);
  });

  it('take back an unused call', () => {
    const bucket = tokenBucket({ perSecond: 1 });
    const { state } = bucket.reserve(bucket.start, 0);
    expect(bucket.reserve(bucket.cancel(state, 0), 0).waitMs).toBe(0);
    const window = slidingWindow({ max: 1, perMs: 100 });
    const first = window.reserve(window.start, 0);
    const second = window.reserve(first.state, 0);
    expect(window.cancel(second.state, 100)).toEqual([0]);
  });

  it('a window never lets more than max go in any stretch', () => {
    const gaps = fc.array(fc.nat(60), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 4 }), (given, max) => {
        const limiter = slidingWindow({ max, perMs: 100 });
        let state = limiter.start;
        let ms = 0;
        const went = given.map((gap) => {
          ms += gap;
          const reserved = limiter.reserve(state, ms);
          state = reserved.state;
          return ms + reserved.waitMs;
        });
        const stretches = went.slice(max).map((time, index) => time - (went[index] ?? time));
        expect(Math.min(100, ...stretches)).toBe(100);
      }),
    );
  });
});
