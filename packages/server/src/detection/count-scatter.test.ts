import { describe, expect, it } from 'vitest';
import { nextHourScatter, nextScatter } from './count-scatter.ts';
import type { CountState } from './detection-state.ts';

const scattered = (scatter: number, seen: number) => ({ scatter, seen }) as CountState;
const hour = (hourScatter: number, sum: number, usual: number) =>
  ({ hourScatter, drift: { sum, usual } }) as CountState;

describe('how much counts scatter', () => {
  it('is at least as large as by chance alone', () => {
    expect(nextScatter(scattered(1, 1e4), 100, 100)).toBe(1);
    expect(nextHourScatter(hour(1, 6000, 6000))).toBe(1);
  });

  it('grows by a share of the distance of a point', () => {
    expect(nextScatter(scattered(1, 1e4), 150, 100)).toBeCloseTo(1 + 24 / 500, 3);
    expect(nextScatter(scattered(5, 1e4), 100, 100)).toBeCloseTo(5 - 5 / 500, 3);
  });

  it('is learned faster from the first points', () => {
    expect(nextScatter(scattered(1, 24), 150, 100)).toBeCloseTo(1 + 24 / 25, 3);
  });

  it('is bounded near zero, where one count is far from zero', () => {
    expect(nextScatter(scattered(1, 1e4), 1, 0)).toBeLessThan(1.1);
  });

  it('follows the hours, each with at most five deviations', () => {
    expect(nextHourScatter(hour(1, 110, 100))).toBe(1);
    expect(nextHourScatter(hour(1, 120, 100))).toBeCloseTo(1 + 3 / 50, 3);
    expect(nextHourScatter(hour(1, 9000, 100))).toBeCloseTo(1 + 24 / 50, 3);
    expect(nextHourScatter(hour(4, 100, 100))).toBeCloseTo(4 - 4 / 50, 3);
  });
});
