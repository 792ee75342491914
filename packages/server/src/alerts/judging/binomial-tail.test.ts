import { describe, expect, it } from 'vitest';
import { binomialTail, lowerBound } from './binomial-tail.ts';

const exact = (least: number, all: number, share: number): number => {
  let sum = 0;
  for (let bad = least; bad <= all; bad += 1) {
    let ways = 1;
    for (let index = 0; index < bad; index += 1) ways *= (all - index) / (index + 1);
    sum += ways * share ** bad * (1 - share) ** (all - bad);
  }
  return sum;
};

describe('the chance of at least this many bad events', () => {
  it.each([
    [3, 4, 0.2],
    [10, 50, 0.1],
    [2, 20, 0.0144],
    [40, 100, 0.5],
    [1, 10, 0.3],
    [150, 150, 0.9],
  ])('is that of the binomial distribution: %d of %d at %d', (least, all, share) => {
    expect(binomialTail(least, all, share)).toBeCloseTo(exact(least, all, share), 10);
  });

  it('is 1 for none or more, and 0 for more than all', () => {
    expect(binomialTail(0, 10, 0.1)).toBe(1);
    expect(binomialTail(11, 10, 0.1)).toBe(0);
  });

  it('gives a share that is too low only with the accepted chance', () => {
    expect(lowerBound(10, 10, 0.95)).toBeCloseTo(0.05 ** 0.1, 8);
    expect(lowerBound(0, 10, 0.95)).toBe(0);
    // Three of four prove little more than a quarter; 5 % of ten thousand prove nearly 5 %.
    expect(lowerBound(3, 4, 0.95)).toBeCloseTo(0.2486, 4);
    expect(lowerBound(500, 10_000, 0.95)).toBeCloseTo(0.0465, 4);
  });
});
