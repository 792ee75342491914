import { describePart, requireAtLeast, requirePositive } from '#composition';
import { noteLatest } from './count-window.ts';
import type { TripRule } from './trip-rule.ts';

export interface SlowCallsOptions {
  /** A call that took at least so many milliseconds was slow, whether it failed or not. */
  readonly slowMs: number;
  /** Opens when this share of the latest calls was slow, above 0 to 1. @default 0.8 */
  readonly slowRate?: number;
  /** How many of the latest calls are looked at. @default 20 */
  readonly calls?: number;
  /** With fewer calls than this the rate says nothing. @default 10, or all of a smaller window */
  readonly minimumCalls?: number;
}

/** Opens when too many of the latest calls were slow: a server that drowns is slow before it fails. */
export function slowCalls(options: SlowCallsOptions): TripRule {
  const { slowMs, slowRate = 0.8, calls = 20 } = options;
  const { minimumCalls = Math.min(10, calls) } = options;
  requirePositive('slowCalls', { slowMs, slowRate, calls, minimumCalls });
  requireAtLeast('slowCalls', minimumCalls, { calls });
  const rule: TripRule = {
    timed: true,
    start: () => [],
    note: (latest: number[], _failed, _nowMs, tookMs) =>
      noteLatest(latest, tookMs >= slowMs, calls, minimumCalls, slowRate),
  };
  describePart(rule, { name: 'slowCalls', rules: { slowMs, slowRate, calls, minimumCalls } });
  return rule;
}
