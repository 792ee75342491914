import { betaBelow } from './beta-tail.ts';

/** The quantile of Student's distribution: a value lies below it with this chance, which must be above 0.5. */
export function studentQuantile(chance: number, freedom: number): number {
  let low = 0;
  let high = 1e3;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    const outside = betaBelow(freedom / (freedom + middle * middle), freedom / 2, 0.5);
    if (1 - outside / 2 < chance) low = middle;
    else high = middle;
  }
  return high;
}
