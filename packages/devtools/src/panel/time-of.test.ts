import { expect, it } from 'vitest';
import { clockOf, lengthOf, timeOf } from './time-of.ts';

it('writes the time of day with two digits each, and three for milliseconds', () => {
  const at = new Date(2026, 0, 5, 7, 8, 9, 4).getTime();
  expect([clockOf(at), timeOf(at)]).toEqual(['07:08:09', '07:08:09.004']);
});

it.each([
  [0.4, '0 ms'],
  [999, '999 ms'],
  [1_000, '1.0 s'],
  [59_949, '59.9 s'],
  [59_999, '60.0 s'],
  [60_000, '1 min'],
  [150_000, '3 min'],
])('writes a length of %i ms as %s', (ms, words) => {
  expect(lengthOf(ms)).toBe(words);
});
