import { describePart, requirePositive } from '#composition';
import type { TripRule } from './trip-rule.ts';

export interface TimeWindowOptions {
  /** Calls within this time count, in milliseconds. @default 30_000 */
  readonly windowMs?: number;
  /** With fewer calls than this the circuit does not open. @default 10 */
  readonly minimumCalls?: number;
  /** The circuit opens when this share of the calls failed: above 0, up to 1. @default 0.5 */
  readonly failureRate?: number;
}

const BUCKETS = 10;

/**
 * Opens when too many calls of the last seconds failed. The window moves in steps of a tenth. The next call drops
 * the results that are too old, so no timer runs between calls.
 */
export function timeWindow(options: TimeWindowOptions = {}): TripRule {
  const { windowMs = 30_000, minimumCalls = 10, failureRate = 0.5 } = options;
  requirePositive('the time window', { windowMs, minimumCalls, failureRate });
  const rule: TripRule = {
    timed: true,
    // The step of the latest call, and then the calls and failures of each bucket in turn.
    start: () => Array<number>(1 + 2 * BUCKETS).fill(0),
    note(memory: number[], failed, nowMs) {
      const step = Math.floor((nowMs / windowMs) * BUCKETS);
      const [latest = 0] = memory;
      for (let old = Math.max(latest + 1, step - BUCKETS + 1); old <= step; old += 1) {
        memory.fill(0, placeOf(old), placeOf(old) + 2);
      }
      memory[0] = step;
      const place = placeOf(step);
      memory[place] = (memory[place] ?? 0) + 1;
      memory[place + 1] = (memory[place + 1] ?? 0) + Number(failed);
      return failed && isTripped(memory, minimumCalls, failureRate);
    },
  };
  describePart(rule, { name: 'timeWindow', rules: { windowMs, minimumCalls, failureRate } });
  return rule;
}

const placeOf = (step: number): number => 1 + 2 * (step % BUCKETS);

function isTripped(memory: readonly number[], minimumCalls: number, failureRate: number): boolean {
  let calls = 0;
  let failures = 0;
  for (let place = 1; place < memory.length; place += 2) {
    calls += memory[place] ?? 0;
    failures += memory[place + 1] ?? 0;
  }
  return calls >= minimumCalls && failures >= calls * failureRate;
}
