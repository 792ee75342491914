import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, type SeriesPoint } from './series-point.ts';
import { spendingDays } from './spending-days.ts';

const BEGIN = Date.UTC(2026, 0, 1);

/** A cost at eight o'clock of each day. */
const daily = (costs: readonly number[]): SeriesPoint[] =>
  costs.map((value, day) => ({ at: BEGIN + day * DAY_MS + 8 * HOUR_MS, value }));
const daysOf = (costs: readonly number[]) =>
  spendingDays([{ at: BEGIN, value: 0 }, ...daily(costs)], BEGIN + costs.length * DAY_MS);

describe('the past in days', () => {
  it('ends now, and begins with the oldest whole day', () => {
    const now = BEGIN + 2 * DAY_MS + 9 * HOUR_MS;
    // Seven o'clock of the first day belongs to no whole day.
    const hours = [{ at: BEGIN + 7 * HOUR_MS, value: 100 }, ...daily([1, 2, 4])];
    expect(spendingDays(hours, now).totals).toEqual([2, 4]);
    expect(spendingDays(hours, now - HOUR_MS).totals).toEqual([1, 2]);
    expect(spendingDays(hours, BEGIN + 7 * HOUR_MS).totals).toEqual([]);
  });

  it('has eight weeks at most', () => {
    expect(daysOf(Array.from({ length: 60 }, (_, day) => day)).totals).toEqual(
      Array.from({ length: 56 }, (_, day) => day + 4),
    );
  });

  it('has the share of the first hours of a day, which is even without any cost', () => {
    const hours = [...daily([1, 1]), { at: BEGIN + 20 * HOUR_MS, value: 6 }];
    const { shareOfHours } = spendingDays([{ at: BEGIN, value: 0 }, ...hours], BEGIN + 2 * DAY_MS);
    expect(shareOfHours).toHaveLength(25);
    expect([0, 8, 9, 20, 21, 24].map((hour) => shareOfHours[hour])).toEqual([
      ...[0, 0, 0.25, 0.25, 1, 1],
    ]);
    const even = daysOf([0, 0]).shareOfHours;
    expect([0, 6, 12, 24].map((hour) => even[hour])).toEqual([
      ...[0, 0.25, 0.5, 1].map((share) => expect.closeTo(share, 10) as number),
    ]);
  });

  it('refuses a point that is no number, and names the forecast', () => {
    expect(() => spendingDays([{ at: BEGIN, value: Number.NaN }], BEGIN)).toThrow(
      expect.objectContaining({
        details: { remedy: expect.stringMatching(/^forecastSpending: /) },
      }),
    );
  });
});

describe('the shape of the week', () => {
  const alike = [1, 1, 1, 1, 1, 1, 1];
  const week = [0, 0, 14, 14, 14, 14, 14];
  const shape = [0, 0, 1.4, 1.4, 1.4, 1.4, 1.4].map((share) => expect.closeTo(share, 10) as number);

  it('is known from two whole weeks on', () => {
    expect(daysOf([...week, ...week.slice(1)]).week).toEqual(alike);
    expect(daysOf([...week, ...week]).week).toEqual(shape);
  });

  it('begins with the day that begins now', () => {
    // The first day of the third week has ended.
    expect(daysOf([...week, ...week, 0]).week).toEqual([...shape.slice(1), shape[0]]);
    // Two of these days belong to no whole week.
    expect(daysOf([9, 9, ...week, ...week]).week).toEqual(shape);
  });

  it('is believed as far as the weeks agree', () => {
    const weeks = [
      [3, 1, 1, 1, 1, 0, 0],
      [1, 1, 1, 1, 1, 1, 1],
    ];
    // The mean shares are 2, 1 and 0.5. Their variance is 1/4, and that of one day of the week 3/7, half for two weeks.
    const believed = 1 - 3 / 7 / 2 / (1 / 4);
    expect(daysOf(weeks.flat()).week).toEqual(
      [2, 1, 1, 1, 1, 0.5, 0.5].map(
        (mean) => expect.closeTo(1 + believed * (mean - 1), 10) as number,
      ),
    );
  });

  it('is even where weeks differ as much as days, and where nothing was spent', () => {
    expect(daysOf([7, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0]).week).toEqual(alike);
    expect(daysOf(Array.from({ length: 14 }, () => 0)).week).toEqual(alike);
    expect(daysOf(Array.from({ length: 14 }, () => 5)).week).toEqual(alike);
  });

  it('takes a week without costs for even', () => {
    // One busy day in two of three weeks.
    const busy = [7, 0, 0, 0, 0, 0, 0];
    const [first, second] = daysOf([...busy, ...alike.map(() => 0), ...busy, ...busy]).week;
    expect(first).toBeGreaterThan(4);
    expect(second).toBeLessThan(0.5);
  });
});
