import { describe, expect, it } from 'vitest';
import { fitDampedTrend, sumAhead } from './damped-trend.ts';

const fit = { level: 100, trend: 0, levelRate: 0.5, trendRate: 0, error: 0.1, values: 1e9 };
const ahead = (steps: number): number =>
  sumAhead(
    { ...fit, trend: 10 },
    Array.from({ length: steps }, () => 1),
  ).sum;

const LEVEL_RATES = [0.02, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9];
const TREND_RATES = [0, 0.05, 0.15, 0.3];

/** Values that really follow a level and a trend at these rates, with errors that are the same each time. */
function valuesOf(levelRate: number, trendRate: number): readonly number[] {
  let [level, trend] = [100, 0];
  return Array.from({ length: 400 }, (_, step) => {
    const expected = level + 0.9 * trend;
    const error = 0.1 * expected * Math.sin(step * step * 0.7 + step);
    level = expected + levelRate * error;
    trend = 0.9 * trend + levelRate * trendRate * error;
    return expected + error;
  });
}

const tens = (count: number): number[] => Array.from({ length: count }, () => 10);
const errorOf = (...values: readonly number[]): number => fitDampedTrend(values).error;

describe('a damped trend', () => {
  it.each(LEVEL_RATES)('finds that the level of a series moves by a share of %d', (levelRate) => {
    expect(fitDampedTrend(valuesOf(levelRate, 0))).toMatchObject({ levelRate, trendRate: 0 });
  });

  it.each(TREND_RATES)('finds that the trend of a series moves by a share of %d', (trendRate) => {
    expect(fitDampedTrend(valuesOf(0.7, trendRate))).toMatchObject({ levelRate: 0.7, trendRate });
  });

  it('begins at the mean of the first seven values, so that the eighth is a surprise', () => {
    // The fit has fifteen values more than it has parameters. One error is seven times the level.
    expect(errorOf(...tens(7), 80, ...tens(12))).toBeGreaterThan(7 / Math.sqrt(15));
    expect(errorOf(...tens(6), 80, ...tens(13))).toBeLessThan(6 / Math.sqrt(15));
  });

  it('begins at the mean of the first half of few values', () => {
    // The third value is three times the level away from the first two.
    expect(errorOf(10, 10, 40, 40, 40)).toBeCloseTo(3, 2);
  });

  it('has no error, and no level, without a cost', () => {
    const nothing = { level: 0, trend: 0, error: 0 };
    expect(fitDampedTrend([0, 0, 0])).toMatchObject({ ...nothing, values: 3 });
    expect(fitDampedTrend([])).toMatchObject({ ...nothing, values: 0 });
  });

  it('measures errors by a tenth of 1 where costs and credits are as large', () => {
    // The first error is 1 of 0.1. The second is 2.143 of 1.143.
    expect(errorOf(1, -1)).toBeCloseTo(Math.hypot(10, 2.143 / 1.143), 6);
  });

  it('fits a constant series without an error', () => {
    expect(fitDampedTrend(Array.from({ length: 20 }, () => 7))).toMatchObject({
      ...{ level: 7, trend: 0, error: 0, values: 20 },
    });
  });

  it('follows a series that wanders, and averages one that does not', () => {
    const wandering = Array.from({ length: 30 }, (_, index) => (index < 15 ? 100 : 200));
    const steady = Array.from({ length: 30 }, (_, index) => (index % 2 === 0 ? 90 : 110));
    expect(fitDampedTrend(wandering).levelRate).toBeGreaterThan(0.4);
    expect(fitDampedTrend(steady).levelRate).toBeLessThan(0.15);
    expect(fitDampedTrend(steady).level).toBeCloseTo(100, -1);
  });

  it('measures the error of a step as a share of the level', () => {
    const steady = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 90 : 110));
    expect(fitDampedTrend(steady).error).toBeCloseTo(0.1, 1);
  });

  it('has a trend that grows less with each step', () => {
    expect(ahead(1)).toBeCloseTo(109, 6);
    expect(ahead(2)).toBeCloseTo(109 + 100 + 9 + 8.1, 6);
    expect(ahead(200) - ahead(199)).toBeCloseTo(190, 3);
  });

  it('never falls below 0', () => {
    expect(sumAhead({ ...fit, trend: -1000 }, [1, 1]).sum).toBe(0);
  });

  it('multiplies each step by its share', () => {
    expect(sumAhead(fit, [0.5, 2]).sum).toBeCloseTo(250, 6);
    expect(sumAhead(fit, [0]).deviation).toBe(0);
  });

  it('adds the effect of an error on the later steps', () => {
    expect(sumAhead(fit, [1]).deviation).toBeCloseTo(10, 3);
    // The first error counts in full, and again in half of the second step.
    expect(sumAhead(fit, [1, 1]).deviation).toBeCloseTo(Math.hypot(15, 10), 3);
    expect(sumAhead({ ...fit, levelRate: 0 }, [1, 1]).deviation).toBeCloseTo(Math.hypot(10, 10), 3);
    expect(sumAhead({ ...fit, trendRate: 1 }, [1, 1]).deviation).toBeCloseTo(
      Math.hypot(10 * (1 + 0.5 * 1.9), 10),
      3,
    );
  });

  it('adds less of an error through the trend with each step', () => {
    const three = sumAhead({ ...fit, trendRate: 1 }, [1, 1, 1]).deviation;
    const [first, second] = [1 + 0.5 * 1.9 + 0.5 * 2.71, 1 + 0.5 * 1.9];
    expect(three).toBeCloseTo(Math.hypot(10 * first, 10 * second, 10), 3);
  });

  it('is less sure of a level from few values', () => {
    expect(sumAhead({ ...fit, values: 4 }, [1]).deviation).toBeCloseTo(Math.hypot(10, 5), 6);
  });
});
