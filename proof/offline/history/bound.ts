/**
 * The highest rate of violations that the trials leave possible, with 95 % confidence. Without a violation it is the
 * rule of three: 3 divided by the trials.
 */
export function upperBound(violations: number, trials: number): number {
  if (trials === 0) return 1;
  if (violations === 0) return Math.min(1, 3 / trials);
  // Wilson's interval, one-sided.
  const z = 1.645;
  const rate = violations / trials;
  const middle = rate + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials));
  return Math.min(1, (middle + spread) / (1 + (z * z) / trials));
}
