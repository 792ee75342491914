import { betaBelow } from '../../detection/beta-tail.ts';

/**
 * The chance of `least` or more bad events among `all`, when each is bad with the chance `share`: a small chance says
 * that the true share is larger.
 */
export function binomialTail(least: number, all: number, share: number): number {
  if (least <= 0) return 1;
  if (least > all) return 0;
  return betaBelow(share, least, all - least + 1);
}

/**
 * The lower bound of the true share of bad events, as sure as `confidence` (one-sided, by Clopper and Pearson). Three
 * bad events of four prove little more than a fifth.
 */
export function lowerBound(bad: number, all: number, confidence: number): number {
  if (bad <= 0 || all <= 0) return 0;
  const chance = 1 - confidence;
  let [low, high] = [0, Math.min(1, bad / all)];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (binomialTail(bad, all, middle) > chance) high = middle;
    else low = middle;
  }
  return low;
}
