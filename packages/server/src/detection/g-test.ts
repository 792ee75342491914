import { logGamma } from './beta-tail.ts';
import { normalTail } from './normal-tail.ts';

export interface Share {
  readonly count: number;
  readonly of: number;
}

export interface Tested {
  /** Twice the logarithm of the likelihood of two shares, divided by that of one. */
  readonly g: number;
  /** The chance of such a difference, or a larger one, if both true shares are the same. */
  readonly chance: number;
}

/** Below this expected count, the distribution of G is inexact, so the function sums the exact one. */
const LEAST_EXPECTED = 5;

/** Says whether two shares differ: by G's distribution for large counts, and by Fisher's exact test for small ones. */
export function gTest(left: Share, right: Share): Tested {
  const all = left.of + right.of;
  const count = left.count + right.count;
  if (left.of === 0 || right.of === 0 || count === 0 || count === all) return { g: 0, chance: 1 };
  const cells = [
    { seen: left.count, expected: (left.of * count) / all },
    { seen: right.count, expected: (right.of * count) / all },
    { seen: left.of - left.count, expected: (left.of * (all - count)) / all },
    { seen: right.of - right.count, expected: (right.of * (all - count)) / all },
  ];
  let g = 0;
  for (const { seen, expected } of cells) {
    if (seen > 0) g += 2 * seen * Math.log(seen / expected);
  }
  g = Math.max(0, g);
  const isSmall = cells.some(({ expected }) => expected < LEAST_EXPECTED);
  return { g, chance: isSmall ? exactChance(left, right) : 2 * normalTail(Math.sqrt(g)) };
}

/** Sums the tables with the same margins that are no likelier than this one, on both sides. */
function exactChance(left: Share, right: Share): number {
  const count = left.count + right.count;
  const first = Math.max(0, count - right.of);
  const last = Math.min(count, left.of);
  const whole = logChoose(left.of + right.of, count);
  const chanceOf = (here: number): number =>
    Math.exp(logChoose(left.of, here) + logChoose(right.of, count - here) - whole);
  const seen = chanceOf(left.count);
  let sum = 0;
  for (let here = first; here <= last; here += 1) {
    const chance = chanceOf(here);
    // Rounding makes equal chances differ in their last digits.
    if (chance > seen * (1 + 1e-7)) continue;
    sum += chance;
  }
  return Math.min(1, sum);
}

function logChoose(of: number, count: number): number {
  return logGamma(of + 1) - logGamma(count + 1) - logGamma(of - count + 1);
}
