import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAllowance, slidingWindow, tokenBucket } from './rate-limit-state.ts';
import type { Limiter } from './rate-limit-state.ts';

/** How long each of the calls at this time has to wait, and the state of the limiter afterwards. */
function asking<T>(limiter: Limiter<T>, times: readonly number[], from = limiter.start) {
  let state = from;
  const waits = times.map((time) => {
    const reserved = limiter.reserve(state, time);
    state = reserved.state;
    return reserved.waitMs;
  });
  return { waits, state };
}

/** The times of the calls that keep their reservation. */
function kept<T>(limiter: Limiter<T>, given: readonly { gapMs: number; gives: number | null }[]) {
  let state = limiter.start;
  let ms = 0;
  const times: number[] = [];
  for (const { gapMs, gives } of given) {
    ms += gapMs;
    const reserved = limiter.reserve(state, ms);
    state = reserved.state;
    times.push(ms + reserved.waitMs);
    const [gone] = gives === null ? [] : times.splice(times.length - 1 - gives, 1);
    if (gone !== undefined) state = limiter.cancel(state, gone);
  }
  return times.toSorted((one, other) => one - other);
}

describe('a token bucket', () => {
  it.each([
    ['earns by the millisecond', tokenBucket({ perSecond: 2 }), [0, 0, 250], [0, 0, 250]],
    [
      'lets no call go before a token is whole',
      tokenBucket({ perSecond: 3, burst: 1 }),
      [0, 0],
      [0, 334],
    ],
    [
      'lets one go at a time at less than one a second',
      tokenBucket({ perSecond: 0.5 }),
      [0, 0, 60_000],
      [0, 2_000, 0],
    ],
    [
      'promises what it has not earned yet, one after another',
      tokenBucket({ perSecond: 10, burst: 1 }),
      [0, 0, 0, 50],
      [0, 100, 200, 250],
    ],
  ])('%s', (_, bucket, times, waits) => {
    expect(asking(bucket, times).waits).toEqual(waits);
  });

  it('gets back one token for one reservation, and never holds more than a burst', () => {
    const bucket = tokenBucket({ perSecond: 1, burst: 2 });
    const { state } = asking(bucket, [0, 0]);
    const once = bucket.cancel(state, 0);
    expect(asking(bucket, [0, 0], once).waits).toEqual([0, 1_000]);
    const tooOften = [1, 2, 3].reduce((before) => bucket.cancel(before, 0), state);
    expect(asking(bucket, [0, 0, 0], tooOften).waits).toEqual([0, 0, 1_000]);
  });
});

describe('a token bucket that gives back', () => {
  it('forgets a call completely: it earns no tokens above a full burst later', () => {
    const bucket = tokenBucket({ perSecond: 1, burst: 2 });
    const { state } = asking(bucket, [0, 500]);
    // Without the first call the bucket was full at 500, so that one token is left, not one and a half.
    expect(asking(bucket, [500, 500], bucket.cancel(state, 0)).waits).toEqual([0, 1_000]);
  });

  it('lets no two calls go together when the call between them was taken back', () => {
    const bucket = tokenBucket({ perSecond: 1, burst: 1 });
    const { state } = asking(bucket, [0, 0, 0]);
    expect(asking(bucket, [600], bucket.cancel(state, 1_000)).waits).toEqual([2_400]);
  });

  it('gives no token back for a call from before the bucket was full again', () => {
    const bucket = tokenBucket({ perSecond: 1, burst: 1 });
    const { state } = asking(bucket, [0, 5_000]);
    expect(bucket.cancel(state, 0)).toBe(state);
  });

  it('remembers a limited number of calls, and can give back the latest', () => {
    const bucket = tokenBucket({ perSecond: 1_000, burst: 1 });
    const { state } = asking(bucket, Array<number>(300).fill(0));
    expect(state.times).toHaveLength(44);
    expect(bucket.cancel(state, 0)).toBe(state);
    expect(asking(bucket, [0], bucket.cancel(state, 299)).waits).toEqual([299]);
  });
});

describe('limiters, for any reservations and returns', () => {
  const step = fc.record({ gapMs: fc.nat(40), gives: fc.option(fc.nat(4)) });
  const steps = fc.array(step, { maxLength: 40 });

  it('a window never has more than max in any stretch', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (given, max) => {
        const went = kept(slidingWindow({ max, perMs: 100 }), given);
        const stretches = went.slice(max).map((time, index) => time - (went[index] ?? time));
        expect(Math.min(100, ...stretches)).toBe(100);
      }),
    );
  });

  it('a bucket never gives more than a burst and its earned tokens, between any two calls', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (given, burst) => {
        const went = kept(tokenBucket({ perSecond: 40, burst }), given);
        for (const [from, first] of went.entries()) {
          for (const [to, last] of went.entries())
            expect(to - from + 1).toBeLessThanOrEqual(
              burst + Math.max(0, last - first) / 25 + 1e-9,
            );
        }
      }),
    );
  });
});

describe('a sliding window', () => {
  const window = slidingWindow({ max: 2, perMs: 100 });

  it('remembers no call for longer than the window', () => {
    expect(asking(window, [0, 1, 100]).state).toEqual([1, 100]);
    expect(asking(window, [0, 1, 900]).state).toEqual([900]);
  });

  it('knows when each waiting call will go', () => {
    expect(asking(window, [0, 0, 10, 10, 10]).state).toEqual([0, 0, 100, 100, 200]);
  });

  it('knows it in whole milliseconds, as hosts wait', () => {
    expect(asking(window, [0.1, 0.1, 50.7]).waits).toEqual([0, 0, 50]);
    const apart = asking(window, [0.1, 0.1, 50.7]).state;
    expect((apart[2] ?? 0) - (apart[0] ?? 0)).toBeGreaterThanOrEqual(100);
  });

  it('forgets one call when several would have gone at the same time', () => {
    expect(window.cancel([0, 0, 100, 100], 100)).toEqual([0, 0, 100]);
    expect(window.cancel([0, 100], 50)).toEqual([0, 100]);
  });

  it('gives a returned place to the next call, and keeps the order', () => {
    const { state } = asking(slidingWindow({ max: 1, perMs: 100 }), [0, 0, 0]);
    const one = slidingWindow({ max: 1, perMs: 100 });
    const again = asking(one, [10, 10], one.cancel(state, 100));
    expect(again.waits).toEqual([90, 290]);
    expect(again.state).toEqual([0, 100, 200, 300]);
  });
});

describe('the number of calls that a server says are left', () => {
  const allowance = { remaining: 2, untilMs: 1_000 };

  it.each([
    ['is one less with each call', allowance, 0, { ...allowance, remaining: 1 }, 0],
    ['lets its last one go', { ...allowance, remaining: 1 }, 0, { ...allowance, remaining: 0 }, 0],
    [
      'makes the next wait until its time is over, in whole milliseconds',
      { ...allowance, remaining: 0 },
      899.5,
      { ...allowance, remaining: 0 },
      101,
    ],
    ['counts to the last moment', allowance, 999, { ...allowance, remaining: 1 }, 0],
    [
      'is nothing any more when its time is over',
      { ...allowance, remaining: 0 },
      1_000,
      undefined,
      0,
    ],
    ['limits no call when the server said nothing', undefined, 0, undefined, 0],
  ])('%s', (_, before, nowMs, after, waitMs) => {
    expect(drawAllowance(before, nowMs)).toEqual({ allowance: after, waitMs });
  });
});
