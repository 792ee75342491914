import { describe, expect, it } from 'vitest';
import { changeLimiter, countHint, countTurn, newRateCount, takeBack } from './rate-count-state.ts';
import type { RateCount } from './rate-count-state.ts';
import { slidingWindow } from './rate-limit-state.ts';

const limiter = slidingWindow({ max: 1, perMs: 100 });
const limited = changeLimiter(newRateCount, limiter);

/** The times at which calls may go that all ask at once. */
function turns(from: RateCount, nowMs: number, calls: number) {
  let count = from;
  const times = Array.from({ length: calls }, () => {
    const next = countTurn(count, nowMs);
    ({ count } = next);
    return next.turn;
  });
  return { count, atMs: times.map(({ atMs }) => atMs) };
}

describe('the count of a rate limit', () => {
  it('limits nothing without a limiter and before the server said anything', () => {
    expect(turns(newRateCount, 7, 3).atMs).toEqual([7, 7, 7]);
  });

  it('follows the limiter, and the rest that the server names', () => {
    expect(turns(limited, 7, 3).atMs).toEqual([7, 107, 207]);
    const two = countHint(newRateCount, { remaining: 2, resetMs: 50 }, 0);
    expect(turns(two, 7, 4).atMs).toEqual([7, 7, 50, 50]);
  });

  it('waits for the server first and then for the limiter', () => {
    const held = countHint(limited, { remaining: 0, resetMs: 50 }, 0);
    expect(turns(held, 7, 2).atMs).toEqual([50, 150]);
  });

  it('holds calls for the longest time that the server said, even when it says less later', () => {
    const held = countHint(newRateCount, { remaining: 0, resetMs: 500 }, 0);
    for (const hint of [
      { remaining: 9, resetMs: 100 },
      { remaining: 0, resetMs: 100 },
    ]) {
      expect(turns(countHint(held, hint, 10), 20, 1).atMs).toEqual([500]);
    }
    const longer = countHint(held, { remaining: 0, resetMs: 500 }, 10);
    expect(turns(longer, 20, 1).atMs).toEqual([510]);
  });

  it.each([Number.NaN, Infinity])('holds calls for a minute when the server says %d', (resetMs) => {
    const held = countHint(newRateCount, { remaining: 0, resetMs }, 10);
    expect(turns(held, 20, 1).atMs).toEqual([60_010]);
  });

  it('is the same as before when a call is taken back', () => {
    const left = countHint(limited, { remaining: 2, resetMs: 1_000 }, 0);
    const { count, turn } = countTurn(left, 0);
    expect(takeBack(count, turn)).toEqual(left);
  });

  it('gives back no call to another limiter, nor to a newer allowance of the server', () => {
    const left = countHint(limited, { remaining: 2, resetMs: 1_000 }, 0);
    const { count, turn } = countTurn(left, 0);
    const heard = countHint(count, { remaining: 1, resetMs: 900 }, 50);
    expect(takeBack(heard, turn).allowance).toEqual({ remaining: 1, untilMs: 950 });
    const other = changeLimiter(count, slidingWindow({ max: 1, perMs: 100 }));
    const same = countTurn(other, 0).count;
    expect(takeBack(same, turn).state).toBe(same.state);
    const silent = countHint(count, { remaining: 0, resetMs: 1 }, 0);
    expect(takeBack(silent, turn).allowance).toBeUndefined();
  });

  it('stays counted while the limiter stays', () => {
    const { count } = turns(limited, 0, 1);
    expect(changeLimiter(count, limiter)).toBe(count);
    expect(changeLimiter(count, undefined)).toBe(count);
    expect(changeLimiter(count, slidingWindow({ max: 1, perMs: 5 })).state).toEqual([]);
  });
});
