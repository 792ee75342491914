import { expect, it } from 'vitest';
import { rounded, shortNumber } from './short-number.ts';

it.each([
  [0, 0],
  [1 / 3, 0.333_333_333],
  [-2e9 / 3, -666_666_667],
  [2e15 / 3, 666_666_667e6],
  [1 / 3e7, 3.333_333_33e-8],
  [1.5e-300 / 7, 2.142_857_14e-301],
  [42, 42],
])('keeps nine digits of %d', (value, short) => {
  expect(shortNumber(value)).toBe(short);
});

it('keeps fewer digits if the caller needs fewer', () => {
  expect(shortNumber(123.456_789, 4)).toBe(123.5);
  expect(shortNumber(0.000_123_456_789, 9, 0.001)).toBe(0);
  expect(shortNumber(5.123_456_789, 9, 0.001)).toBe(5.123);
  expect(rounded(1.000_49)).toBe(1);
});
