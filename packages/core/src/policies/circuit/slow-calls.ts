import { describePart, requireAtLeast, requirePositive } from '#composition';
import { latestOf } from './count-window.ts';
import type { TripRule } from './trip-rule.ts';

export interface SlowCallsOptions {
  /** A call of this many milliseconds or more is slow, whether it failed or not. */
  readonly slowMs: number;
  /** The circuit opens when this share of the latest calls was slow: above 0, up to 1. @default 0.8 */
  readonly slowRate?: number;
  /** How many of the latest calls count. @default 20 */
  readonly calls?: number;
  /** With fewer calls than this the circuit does not open. @default 10, or `calls` if that is less */
  readonly minimumCalls?: number;
}

/** Opens when too many of the latest calls were slow, because an overloaded server is slow before it fails. */
export function slowCalls(options: SlowCallsOptions): TripRule {
  const { slowMs, slowRate = 0.8, calls = 20 } = options;
  const { minimumCalls = Math.min(10, calls) } = options;
  requirePositive('slowCalls', { slowMs, slowRate, calls, minimumCalls });
  requireAtLeast('slowCalls', minimumCalls, { calls });
  const note = latestOf(calls, minimumCalls, slowRate);
  const rule: TripRule = {
    timed: true,
    start: () => [],
    note: (latest: number[], _failed, _nowMs, tookMs) => note(latest, tookMs >= slowMs),
  };
  describePart(rule, { name: 'slowCalls', rules: { slowMs, slowRate, calls, minimumCalls } });
  return rule;
}
