import { expect, it } from 'vitest';
import { DAY_MS } from './series-point.ts';
import { addToDay, endDay, noDay, shareOfDay } from './weekdays.ts';

const alike = [1, 1, 1, 1, 1, 1, 1];

it('takes the first share of a weekday in full, and half of each later one', () => {
  const quiet = { sum: 5000, usual: 10_000, points: 1440 };
  const once = endDay(alike, 2 * DAY_MS, quiet);
  expect(once).toEqual([1, 1, 0.502, 1, 1, 1, 1]);
  const full = { sum: 10_000, usual: 10_000, points: 1440 };
  expect(endDay(once, 9 * DAY_MS, full)[2]).toBeCloseTo(0.75, 2);
});

it('learns little from few counts, and nothing from few points', () => {
  expect(endDay(alike, 0, { sum: 0, usual: 5, points: 1440 })[0]).toBeCloseTo(0.91, 2);
  expect(endDay(alike, 0, { sum: 0, usual: 500, points: 3 })).toBe(alike);
  expect(endDay(alike, 0, noDay)).toBe(alike);
});

it('learns from twelve points on, and from any usual count', () => {
  const day = { sum: 0, usual: 50, points: 12 };
  expect(endDay(alike, 0, { ...day, points: 11 })).toBe(alike);
  // Fifty counts more on both sides keep the share near 1.
  expect(endDay(alike, 0, day)[0]).toBe(0.5);
  expect(endDay(alike, 0, { ...day, sum: 50, usual: 0 })).toBe(alike);
  expect(endDay(alike, 0, { ...day, sum: 50, usual: 0.5 })[0]).toBe(1.98);
});

it('keeps a share within bounds', () => {
  expect(endDay(alike, 0, { sum: 0, usual: 1e6, points: 1440 })[0]).toBe(0.05);
  expect(endDay(alike, 0, { sum: 1e9, usual: 1e6, points: 1440 })[0]).toBe(20);
});

it('adds up a day', () => {
  expect(addToDay(addToDay(noDay, 3, 2.5), 4, 2.5)).toEqual({ sum: 7, usual: 5, points: 2 });
});

it('takes a day that it has not learned for as busy as the others', () => {
  expect(shareOfDay([1, 0.5], DAY_MS)).toBe(0.5);
  expect(shareOfDay([1, 0.5], 2 * DAY_MS)).toBe(1);
});
