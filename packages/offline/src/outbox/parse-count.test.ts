import { expect, it } from 'vitest';
import { parseCount } from './parse-count.ts';

it('a number of bursts is read up to a half of the greatest number, so that a device never counts to its end', () => {
  const most = 2 ** 52 - 1;
  expect([0, 1, most, -most].map(parseCount)).toEqual([0, 1, most, -most]);
});

it('anything else is no number of bursts', () => {
  for (const value of [2 ** 52, -(2 ** 52), 0.5, Number.NaN, Infinity, '7', null, undefined, 7n]) {
    expect(parseCount(value)).toBeUndefined();
  }
});
