import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bucketOf, bucketsOf, durationOfBucket, percentileOf } from './latency-buckets.ts';

const rowsOf = (durations: readonly number[]) =>
  durations.map((durationMs) => ({ detail: String(bucketOf(durationMs)), count: 1 }));

it('a percentile is within 10 % of the true one, from a millisecond to a day', () => {
  const durations = fc.array(fc.integer({ min: 1, max: 80_000_000 }), { minLength: 1 });
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.95, 0.99, 1), (all, share) => {
      const sorted = all.toSorted((one, other) => one - other);
      const exact = sorted[Math.max(1, Math.ceil(share * all.length)) - 1] ?? Number.NaN;
      const found = percentileOf(bucketsOf(rowsOf(all)), share) ?? Number.NaN;
      expect(Math.abs(found / exact - 1)).toBeLessThan(0.1);
    }),
  );
});

it('the buckets of two servers and of many minutes add up to those of all', () => {
  const one = rowsOf([10, 20, 30]);
  const other = rowsOf([500, 600, 700]);
  expect(percentileOf(bucketsOf([...one, ...other]), 0.5)).toBeCloseTo(30, -1);
  const counted = [{ detail: `failed:${bucketOf(80)}`, count: 40 }];
  const bucket = new Map([[bucketOf(80), 1]]);
  expect(percentileOf(bucketsOf([...one, ...counted]), 0.95)).toBe(percentileOf(bucket, 1));
});

it.each(['', 'failed', 'failed:', 'NaN', '1e9', '102', '-1', '1.5', ' 7'])(
  'a row of a store whose detail is %j has no duration, and changes no percentile',
  (detail) => {
    const known = { detail: 'a:b:31', count: 1 };
    const buckets = bucketsOf([{ detail, count: 9 }, known, { detail, count: 9 }]);
    expect([...buckets]).toEqual([[31, 1]]);
  },
);

it('there is no percentile without a duration', () => {
  expect(percentileOf(new Map(), 0.95)).toBeUndefined();
});

it.each([0, -5, Number.NaN, 0.2])('a duration of %d counts in the first bucket', (durationMs) => {
  expect(bucketOf(durationMs)).toBe(0);
});

it('a bucket stands for its middle, and the first one for a millisecond', () => {
  expect([1, 1.01, 1.2, 1.21, 2].map(bucketOf)).toEqual([0, 1, 1, 2, 4]);
  expect([0, 1, 2, 4].map(durationOfBucket)).toEqual([1, 1.1, 1.3, 1.9]);
  expect(percentileOf(new Map([[0, 3]]), 0.5)).toBe(1);
});

it('a duration without end counts in the last bucket', () => {
  expect(bucketOf(Number.POSITIVE_INFINITY)).toBe(bucketOf(1e12));
});
