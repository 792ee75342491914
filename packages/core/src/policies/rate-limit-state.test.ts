import { describe, expect, it } from 'vitest';
import { drawAllowance, slidingWindow, tokenBucket } from './rate-limit-state.ts';
import type { Limiter } from './rate-limit-state.ts';

/** How long each call has to wait that asks at this time, and what the limiter knows then. */
function asking<T>(limiter: Limiter<T>, times: readonly number[], from = limiter.start) {
  let state = from;
  const waits = times.map((time) => {
    const reserved = limiter.reserve(state, time);
    state = reserved.state;
    return reserved.waitMs;
  });
  return { waits, state };
}

describe('a token bucket', () => {
  it.each([
    ['earns by the millisecond', tokenBucket({ perSecond: 2 }), [0, 0, 250], [0, 0, 250]],
    [
      'lets nobody go before a token is whole',
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
    const tooOften = [1, 2, 3].reduce((kept) => bucket.cancel(kept, 0), state);
    expect(asking(bucket, [0, 0, 0], tooOften).waits).toEqual([0, 0, 1_000]);
  });
});

describe('a sliding window', () => {
  const window = slidingWindow({ max: 2, perMs: 100 });

  it('remembers no call for longer than the window', () => {
    expect(asking(window, [0, 1, 100]).state).toEqual([1, 100]);
    expect(asking(window, [0, 1, 900]).state).toEqual([900]);
  });

  it('knows when those will go who wait', () => {
    expect(asking(window, [0, 0, 10, 10, 10]).state).toEqual([0, 0, 100, 100, 200]);
  });

  it('knows it in whole milliseconds, as hosts wait', () => {
    expect(asking(window, [0.1, 0.1, 50.7]).waits).toEqual([0, 0, 50]);
    const apart = asking(window, [0.1, 0.1, 50.7]).state;
    expect((apart[2] ?? 0) - (apart[0] ?? 0)).toBeGreaterThanOrEqual(100);
  });

  it('forgets one of those that would have gone at a time', () => {
    expect(window.cancel([0, 0, 100, 100], 100)).toEqual([0, 0, 100]);
    expect(window.cancel([0, 100], 50)).toEqual([0, 100]);
  });
});

describe('what a server said is left', () => {
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
    ['limits nobody when nothing was said', undefined, 0, undefined, 0],
  ])('%s', (_, before, nowMs, after, waitMs) => {
    expect(drawAllowance(before, nowMs)).toEqual({ allowance: after, waitMs });
  });
});
