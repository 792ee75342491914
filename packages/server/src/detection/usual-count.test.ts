import { describe, expect, it } from 'vitest';
import type { CountState } from './detection-state.ts';
import { DAY_MS, HOUR_MS } from './series-point.ts';
import { addToHour, levelOf, usualCount } from './usual-count.ts';

const none = Array.from({ length: 24 }, () => 0);

/** Ten points an hour: with 2 each from 8 to 9, 4 each from 9 to 10, and 1 each in the others. */
const state = {
  sums: none.map((_, hour) => (hour === 8 ? 2000 : hour === 9 ? 4000 : 1000)),
  points: none.map(() => 1000),
  level: 1,
  weekdays: [1, 1, 0.5, 1, 1, 1, 1],
  scatter: 1,
} as unknown as CountState;

describe('the usual count', () => {
  it('is the count of the hour, in its middle', () => {
    expect(usualCount(state, 8.5 * HOUR_MS).mean).toBeCloseTo(2, 1);
    expect(usualCount(state, 9.5 * HOUR_MS).mean).toBeCloseTo(4, 1);
  });

  it('has six points of the whole day in each hour', () => {
    expect(usualCount(state, 8.5 * HOUR_MS).mean).toBeCloseTo(2006 / 1006, 10);
    const unseen = { ...state, sums: [], points: [], weekdays: [] };
    expect(usualCount(unseen, 8.5 * HOUR_MS)).toMatchObject({ mean: 1, share: 1 });
  });

  it('follows the hour after this one in its second half, also at midnight', () => {
    const [nine, ten] = [4006 / 1006, 1];
    expect(usualCount(state, 9.75 * HOUR_MS).mean).toBeCloseTo(0.75 * nine + 0.25 * ten, 10);
    const night = { ...state, sums: none.with(23, 4000), points: none.map(() => 994), level: 0 };
    expect(usualCount(night, 23.75 * HOUR_MS).mean).toBeCloseTo(3, 10);
    expect(usualCount(night, DAY_MS + 0.25 * HOUR_MS).mean).toBeCloseTo(1, 10);
  });

  it('has the error of the hour with less evidence', () => {
    const fewer = { ...state, points: state.points.with(9, 94), sums: state.sums.with(9, 194) };
    // Both hours have a mean near 2, and 100 points are the evidence of 200 counts.
    const { mean, atMost } = usualCount(fewer, 9 * HOUR_MS);
    expect(atMost - mean).toBeCloseTo(mean / Math.sqrt(mean * 100), 10);
  });

  it('goes evenly from one hour to the next', () => {
    expect(usualCount(state, 9 * HOUR_MS).mean).toBeCloseTo(3, 1);
    expect(usualCount(state, 9.25 * HOUR_MS).mean).toBeCloseTo(3.5, 1);
    expect(usualCount(state, 8 * HOUR_MS).mean).toBeCloseTo(1.5, 1);
    expect(usualCount(state, 0).mean).toBeCloseTo(1, 1);
  });

  it('is lower on a quiet day of the week', () => {
    expect(usualCount(state, 2 * DAY_MS + 8.5 * HOUR_MS)).toMatchObject({
      mean: expect.closeTo(1, 1),
      share: 0.5,
    });
  });

  it('has a smaller error if it comes from more counts', () => {
    const { mean, atLeast, atMost, variance } = usualCount(state, 8.5 * HOUR_MS);
    expect(atMost - mean).toBeCloseTo(Math.sqrt(2 / 1006), 3);
    expect(mean - atLeast).toBeCloseTo(Math.sqrt(2 / 1006), 3);
    expect(variance).toBeCloseTo(mean + 2 / 1006, 3);
    const young = { ...state, sums: none, points: none, level: 0.5 };
    expect(usualCount(young, 0)).toMatchObject({ mean: 0.5, atLeast: expect.closeTo(0.2, 1) });
  });

  it('has a larger variance if counts scatter more', () => {
    const calm = usualCount(state, 8.5 * HOUR_MS).variance;
    expect(usualCount({ ...state, scatter: 3 }, 8.5 * HOUR_MS).variance).toBeCloseTo(3 * calm, 3);
  });
});

it('reduces the past of an hour once a day', () => {
  expect(addToHour([100, 7], 10, 5, false, 7)).toEqual([105, 7]);
  expect(addToHour([100, 7], 10, 5, true, 7)).toEqual([95, 7]);
  expect(addToHour([100], HOUR_MS, 5, true, 7)).toEqual([100, 5]);
});

it('knows the level of a whole day', () => {
  // Half a count of one point is there from the start.
  expect(levelOf(state)).toBeCloseTo((28_000 + 0.5) / (24_000 + 1), 8);
  expect(levelOf({ ...state, sums: [], points: [] })).toBe(0.5);
});
