import { expect, it } from 'vitest';
import { betaBelow, logGamma } from './beta-tail.ts';

it.each([
  [0.5, Math.log(Math.sqrt(Math.PI))],
  [1, 0],
  [2, 0],
  [10, Math.log(362_880)],
  // Stirling's formula with its first term is exact to ten digits here.
  [1e6, (1e6 - 0.5) * Math.log(1e6) - 1e6 + Math.log(2 * Math.PI) / 2 + 1 / 12e6],
])('knows the logarithm of gamma of %d', (x, expected) => {
  expect(logGamma(x)).toBeCloseTo(expected, 8);
});

it.each([
  [0, 2, 3, 0],
  [1, 2, 3, 1],
  [0.3, 1, 1, 0.3],
  // A sum of a binomial distribution: two or more of four.
  [0.5, 2, 3, 11 / 16],
  [0.9, 2, 3, 0.9963],
  [0.01, 2, 3, 1 - 0.99 ** 4 - 4 * 0.01 * 0.99 ** 3],
])(
  'knows how much of a beta distribution is below %d for the shapes %d and %d',
  (x, a, b, below) => {
    expect(betaBelow(x, a, b)).toBeCloseTo(below, 10);
  },
);

it('stays a chance for large shapes', () => {
  expect(betaBelow(0.5, 1e6, 1e6)).toBeCloseTo(0.5, 6);
  expect(betaBelow(0.499, 1e6, 1e6)).toBeLessThan(0.003);
});
