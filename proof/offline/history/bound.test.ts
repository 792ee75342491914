import { expect, it } from 'vitest';
import { upperBound } from './bound.ts';

it('bounds a rate by the rule of three while there is no violation', () => {
  expect(upperBound(0, 500)).toBe(0.006);
  expect(upperBound(0, 2)).toBe(1);
});

it('gives an upper bound above the observed rate', () => {
  expect(upperBound(5, 50)).toBeGreaterThan(0.1);
  expect(upperBound(5, 50)).toBeLessThan(0.2);
  expect(upperBound(50, 50)).toBeCloseTo(1);
});

it('gives no bound without a trial', () => {
  expect(upperBound(0, 0)).toBe(1);
});
