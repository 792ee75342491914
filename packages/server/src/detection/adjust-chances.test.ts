import { expect, it } from 'vitest';
import { adjustChances } from './adjust-chances.ts';

it('corrects chances for their number', () => {
  const adjusted = adjustChances([0.01, 0.04, 0.03, 0.005]);
  expect(adjusted.map((chance) => Math.round(chance * 1e6) / 1e6)).toEqual([
    0.02, 0.04, 0.04, 0.02,
  ]);
});

it('never makes a chance smaller, or larger than 1', () => {
  expect(adjustChances([0.9, 0.95])).toEqual([0.95, 0.95]);
  expect(adjustChances([1])).toEqual([1]);
  expect(adjustChances([])).toEqual([]);
});
