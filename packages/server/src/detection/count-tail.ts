import { betaBelow } from './beta-tail.ts';

/** With this size the negative binomial distribution is Poisson's, to five digits. */
const MOST_SIZE = 1e9;

/**
 * The chance of a count at least as far away as this one, on its side. The distribution is Poisson's when `variance` is
 * `mean`, and the negative binomial with that mean and variance when it is larger.
 */
export function countTail(count: number, mean: number, variance: number): number {
  if (mean <= 0) return count > 0 ? 0 : 1;
  const size = Math.min(MOST_SIZE, (mean * mean) / Math.max(variance - mean, mean / MOST_SIZE));
  const share = mean / (size + mean);
  return count >= mean
    ? count === 0
      ? 1
      : betaBelow(share, count, size)
    : betaBelow(1 - share, size, count + 1);
}
