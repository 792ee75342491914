import { describe, expect, it } from 'vitest';
import { fitDampedTrend, sumAhead } from './damped-trend.ts';

const fit = { level: 100, trend: 0, levelRate: 0.5, trendRate: 0, error: 0.1, values: 1e9 };
const ahead = (steps: number): number =>
  sumAhead(
    { ...fit, trend: 10 },
    Array.from({ length: steps }, () => 1),
  ).sum;

describe('a damped trend', () => {
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

  it('is less sure of a level from few values', () => {
    expect(sumAhead({ ...fit, values: 4 }, [1]).deviation).toBeCloseTo(Math.hypot(10, 5), 6);
  });
});
