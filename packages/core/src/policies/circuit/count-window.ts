import { describePart, requireAtLeast, requirePositive } from '#composition';
import type { TripRule } from './trip-rule.ts';

export interface CountWindowOptions {
  /** How many of the latest calls count. @default 20 */
  readonly calls?: number;
  /** With fewer calls than this the circuit does not open. @default 10, or `calls` if that is less */
  readonly minimumCalls?: number;
  /** The circuit opens when this share of the calls failed: above 0, up to 1. @default 0.5 */
  readonly failureRate?: number;
}

/** Opens when too many of the latest calls failed, however long ago they were. */
export function countWindow(options: CountWindowOptions = {}): TripRule {
  const { calls = 20, failureRate = 0.5 } = options;
  const { minimumCalls = Math.min(10, calls) } = options;
  requirePositive('the count window', { calls, minimumCalls, failureRate });
  requireAtLeast('the count window', minimumCalls, { calls });
  const rule: TripRule = {
    start: () => [],
    note: latestOf(calls, minimumCalls, failureRate),
  };
  describePart(rule, { name: 'countWindow', rules: { calls, minimumCalls, failureRate } });
  return rule;
}

/** Adds a call to the latest ones, oldest first. Returns whether this call was a hit and made the hits too many. */
export const latestOf =
  (calls: number, minimumCalls: number, rate: number) =>
  (latest: number[], hit: boolean): boolean => {
    latest.push(Number(hit));
    if (latest.length > calls) latest.shift();
    // Most calls go well, so only a hit computes the sum.
    return (
      hit &&
      latest.length >= minimumCalls &&
      latest.reduce((sum, one) => sum + one, 0) >= latest.length * rate
    );
  };
