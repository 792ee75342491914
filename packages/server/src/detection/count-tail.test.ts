import { describe, expect, it } from 'vitest';
import { countTail } from './count-tail.ts';

/** Sums the chances of single counts. */
function poissonUpTo(count: number, mean: number): number {
  let chance = Math.exp(-mean);
  let sum = 0;
  for (let here = 0; here <= count; here += 1) {
    sum += chance;
    chance *= mean / (here + 1);
  }
  return sum;
}

describe('the tail of a count', () => {
  it.each([
    [3, 0.1],
    [1, 0.02],
    [12, 3],
    [160, 100],
  ])("is Poisson's upper tail: %d, where %d is usual", (count, mean) => {
    const exact = 1 - poissonUpTo(count - 1, mean);
    expect(countTail(count, mean, mean) / exact).toBeCloseTo(1, 4);
  });

  it.each([
    [0, 3],
    [0, 14],
    [2, 12],
    [60, 100],
  ])("is Poisson's lower tail: %d, where %d is usual", (count, mean) => {
    expect(countTail(count, mean, mean) / poissonUpTo(count, mean)).toBeCloseTo(1, 4);
  });

  it('is wider if counts scatter more: the negative binomial distribution', () => {
    // The distribution with mean 2 and variance 4 is the number of tails before the second head of a fair coin.
    expect(countTail(4, 2, 4)).toBeCloseTo(1 - (1 / 4) * (1 + 1 + 3 / 4 + 1 / 2), 10);
    expect(countTail(0, 2, 4)).toBeCloseTo(1 / 4, 10);
  });

  it('is 1 for no event and 0 for any, if none is usual', () => {
    expect(countTail(0, 0, 0)).toBe(1);
    expect(countTail(1, 0, 0)).toBe(0);
    expect(countTail(0, 1e-9, 1e-9)).toBeCloseTo(1, 6);
  });
});
