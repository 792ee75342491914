import { describe, expect, it } from 'vitest';
import { fitDampedTrend, sumAhead } from './damped-trend.ts';
import { forecastSpending } from './forecast-spending.ts';
import { DAY_MS, HOUR_MS, type SeriesPoint } from './series-point.ts';
import { studentQuantile } from './student-quantile.ts';

const BEGIN = Date.UTC(2026, 0, 1);

function spend(days: number, costOf: (hour: number) => number): SeriesPoint[] {
  return Array.from({ length: days * 24 }, (_, hour) => ({
    at: BEGIN + hour * HOUR_MS,
    value: costOf(hour),
  }));
}

/** Two euros an hour by day, nothing by night. */
const byDay = (hour: number): number => (hour % 24 >= 8 && hour % 24 < 20 ? 2 : 0);
/** The same costs with a little noise, which is the same each time. */
const noisy = (hour: number): number => byDay(hour) * (1 + 0.3 * Math.sin(hour * hour));
const weekly = (hour: number): number => (Math.floor(hour / 24) % 7 < 2 ? 0 : noisy(hour));
/** A euro an hour, but for the first two days of each week. */
const quietDays = (hour: number): number => (Math.floor(hour / 24) % 7 < 2 ? 0 : 1);
const growing = (hour: number): number => noisy(hour) * (1 + hour / 240);

describe('forecastSpending', () => {
  it('gives a range around the usual cost of the past days', () => {
    const now = BEGIN + 20 * DAY_MS;
    const forecast = forecastSpending(spend(20, noisy), { now, until: now + 10 * DAY_MS });
    expect(forecast).toMatchObject({ spent: 0, days: 20 });
    expect(forecast?.low).toBeGreaterThan(200);
    expect(forecast?.low).toBeLessThan(240);
    expect(forecast?.high).toBeGreaterThan(240);
    expect(forecast?.high).toBeLessThan(280);
  });

  it('adds the cost of the period so far', () => {
    const now = BEGIN + 20 * DAY_MS;
    const period = { now, until: now + 10 * DAY_MS };
    const whole = forecastSpending(spend(20, byDay), { ...period, from: BEGIN });
    expect(whole?.spent).toBe(480);
    const { low = 0, high = 0 } = forecastSpending(spend(20, byDay), period) ?? {};
    expect(whole?.low).toBeCloseTo(480 + low, 6);
    expect(whole?.high).toBeCloseTo(480 + high, 6);
  });

  it('knows the hours of the day', () => {
    // From eight in the evening to eight in the morning the app spends nothing.
    const now = BEGIN + 19 * DAY_MS + 20 * HOUR_MS;
    const hours = spend(20, byDay).filter(({ at }) => at < now);
    const forecast = forecastSpending(hours, { now, until: now + 14 * HOUR_MS });
    expect(forecast?.high).toBeCloseTo(4, 6);
    expect(forecastSpending(hours, { now, until: now + 10 * HOUR_MS })?.high).toBe(0);
  });

  it('knows the days of the week', () => {
    const now = BEGIN + 28 * DAY_MS;
    const next = (days: number) =>
      forecastSpending(spend(28, weekly), { now, until: now + days * DAY_MS });
    expect(next(2)?.high).toBeLessThan(5);
    expect(next(7)?.low).toBeGreaterThan(100);
    expect(next(7)?.high).toBeLessThan(140);
  });

  it('follows a trend, but not for ever', () => {
    const now = BEGIN + 20 * DAY_MS;
    const hours = spend(20, growing);
    const nextDay = forecastSpending(hours, { now, until: now + DAY_MS });
    const lastDay = 24 * (1 + 19.5 / 10);
    expect(nextDay?.high).toBeGreaterThan(lastDay);
    expect(nextDay?.low).toBeGreaterThan(lastDay * 0.65);
  });

  it('has a wider range for a longer time ahead', () => {
    const now = BEGIN + 20 * DAY_MS;
    const width = (days: number): number => {
      const { low = 0, high = 0 } =
        forecastSpending(spend(20, noisy), { now, until: now + days * DAY_MS }) ?? {};
      return high - low;
    };
    expect(width(1)).toBeLessThan(width(5));
    expect(width(5)).toBeLessThan(width(20));
  });

  it('says when the limit will be reached: at the earliest and at the latest', () => {
    const now = BEGIN + 20 * DAY_MS;
    const period = { now, until: now + 10 * DAY_MS, from: BEGIN };
    const { reachedFrom = 0, reachedUntil = 0 } =
      forecastSpending(spend(20, noisy), { ...period, limit: 650 }) ?? {};
    // 480 are spent, and 24 go each day.
    expect(reachedFrom).toBeGreaterThan(now + 5 * DAY_MS);
    expect(reachedFrom).toBeLessThan(now + 7 * DAY_MS);
    expect(reachedUntil).toBeGreaterThan(reachedFrom);
    expect(reachedUntil).toBeLessThan(now + 9 * DAY_MS);
  });

  it('says nothing of a limit that the period does not reach', () => {
    const now = BEGIN + 20 * DAY_MS;
    const forecast = forecastSpending(spend(20, noisy), {
      ...{ now, until: now + DAY_MS, limit: 1000 },
    });
    expect(forecast).not.toHaveProperty('reachedFrom');
    expect(forecast).not.toHaveProperty('reachedUntil');
  });

  it('gives the time now for a limit that the period has passed', () => {
    const now = BEGIN + 20 * DAY_MS;
    const period = { now, until: now + DAY_MS, from: BEGIN, limit: 100 };
    expect(forecastSpending(spend(20, byDay), period)).toMatchObject({
      reachedFrom: now,
      reachedUntil: now,
    });
  });

  it('gives nothing before it knows three days', () => {
    const now = BEGIN + 3 * DAY_MS;
    const period = { now, until: now + DAY_MS };
    expect(forecastSpending(spend(3, byDay).slice(1), period)).toBeUndefined();
    expect(forecastSpending([], period)).toBeUndefined();
    expect(forecastSpending(spend(3, byDay), period)).toBeDefined();
  });

  it('forecasts no cost for a series without costs', () => {
    const now = BEGIN + 5 * DAY_MS;
    const forecast = forecastSpending(
      spend(5, () => 0),
      { now, until: now + DAY_MS },
    );
    expect(forecast).toMatchObject({ spent: 0, low: 0, high: 0 });
  });

  it('takes an hour without a point for an hour without a cost', () => {
    const now = BEGIN + 20 * DAY_MS;
    const period = { now, until: now + 5 * DAY_MS };
    const sparse = spend(20, noisy).filter(({ value, at }) => value > 0 || at === BEGIN);
    expect(forecastSpending(sparse, period)).toEqual(forecastSpending(spend(20, noisy), period));
  });

  it.each([
    // Twenty days less five parameters.
    [20, 15],
    [8, 3],
    // The table of the distribution begins with two.
    [6, 2],
  ])('has the range of the log-normal distribution after %d days', (days, freedom) => {
    const now = BEGIN + days * DAY_MS;
    const totals = Array.from({ length: days }, (_, day) => (day % 2 === 0 ? 20 : 30));
    const hours = spend(days, (hour) => (totals[Math.floor(hour / 24)] ?? 0) / 24);
    const forecast = forecastSpending(hours, { now, until: now + 2.5 * DAY_MS, share: 0.9 });
    const { sum, deviation } = sumAhead(fitDampedTrend(totals), [1, 1, 0.5]);
    const spread = Math.sqrt(Math.log(1 + (deviation / sum) ** 2));
    // Five of a hundred periods end above the range.
    const away = studentQuantile(0.95, freedom);
    expect(forecast?.high).toBeCloseTo(sum * Math.exp(-(spread ** 2) / 2 + away * spread), 6);
    expect(forecast?.low).toBeCloseTo(sum * Math.exp(-(spread ** 2) / 2 - away * spread), 6);
  });

  it('knows the days of the week, whatever day is today', () => {
    for (let days = 28; days < 35; days += 1) {
      const now = BEGIN + days * DAY_MS;
      const forecast = forecastSpending(spend(days, quietDays), { now, until: now + DAY_MS });
      expect(forecast?.high).toBeCloseTo(days % 7 < 2 ? 0 : 24, 6);
      expect(forecast?.low).toBeCloseTo(days % 7 < 2 ? 0 : 24, 6);
    }
  });

  it('counts the hours of the period up to now, and rounds its end up to a full hour', () => {
    const now = BEGIN + 5 * DAY_MS;
    const all = spend(6, () => 1);
    const at = (from: number, until: number) => forecastSpending(all, { now, from, until });
    expect(at(now - 2 * HOUR_MS, now + 1)).toMatchObject({ spent: 2, high: expect.closeTo(3, 6) });
    expect(at(now - 2 * HOUR_MS + 1, now)).toMatchObject({ spent: 1, high: 1 });
    expect(at(now, now - DAY_MS)).toMatchObject({ spent: 0, low: 0, high: 0 });
  });

  it('tells the hour in which spending reaches the limit exactly', () => {
    const now = BEGIN + 5 * DAY_MS;
    const reached = (limit: number, value = 1) =>
      forecastSpending(
        spend(5, () => value),
        { now, until: now + 4 * HOUR_MS, limit },
      );
    expect(reached(3)).toMatchObject({
      reachedFrom: now + 3 * HOUR_MS,
      reachedUntil: now + 3 * HOUR_MS,
    });
    expect(reached(4)).toMatchObject({ reachedUntil: now + 4 * HOUR_MS });
    expect(reached(4.1)).not.toHaveProperty('reachedUntil');
    expect(reached(0, 0)).toMatchObject({ reachedFrom: now, reachedUntil: now });
  });

  it.each([
    ['an end that is no time', { until: Number.NaN }],
    ['an end that never comes', { until: Number.POSITIVE_INFINITY }],
    ['a present that is no time', { now: Number.NaN }],
  ])('refuses %s at once', (_, wrong) => {
    const period = { now: BEGIN + 5 * DAY_MS, until: BEGIN + 6 * DAY_MS, limit: 5, ...wrong };
    expect(() => forecastSpending(spend(5, byDay), period)).toThrow(
      expect.objectContaining({ code: 'DEFECT' }),
    );
  });

  it('refuses a cost that is no number, and a share that is not between 0 and 1', () => {
    const period = { now: BEGIN + 5 * DAY_MS, until: BEGIN + 6 * DAY_MS };
    expect(() => forecastSpending([{ at: BEGIN, value: Number.NaN }], period)).toThrow(
      expect.objectContaining({ code: 'DEFECT' }),
    );
    for (const share of [0, 1, 80]) {
      expect(() => forecastSpending(spend(5, byDay), { ...period, share })).toThrow(
        expect.objectContaining({ details: { remedy: expect.stringContaining('`share`') } }),
      );
    }
  });

  it('forecasts a leap year, and refuses more', () => {
    const now = BEGIN + 5 * DAY_MS;
    const year = { now, until: now + 366 * DAY_MS };
    expect(forecastSpending(spend(5, byDay), year)).toBeDefined();
    expect(() => forecastSpending(spend(5, byDay), { ...year, until: year.until + 1 })).toThrow(
      expect.objectContaining({ details: { remedy: expect.stringContaining('a year apart') } }),
    );
  });
});
