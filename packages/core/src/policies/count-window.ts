import { refuseUnless, requirePositive } from '#composition';
import type { TripRule } from './trip-rule.ts';

export interface CountWindowOptions {
  /** How many of the latest calls are looked at. @default 20 */
  readonly calls?: number;
  /** With fewer calls than this the rate says nothing. @default 10, or all of a smaller window */
  readonly minimumCalls?: number;
  /** Opens when this share of them failed, above 0 to 1. @default 0.5 */
  readonly failureRate?: number;
}

/** Opens when too many of the latest calls failed, however long ago they were. */
export function countWindow(options: CountWindowOptions = {}): TripRule {
  const { calls = 20, failureRate = 0.5 } = options;
  const { minimumCalls = Math.min(10, calls) } = options;
  requirePositive('the count window', { calls, minimumCalls, failureRate });
  refuseUnless(minimumCalls <= calls, 'Give the count window no more minimumCalls than calls.');
  return {
    // How many calls there were, how many of the latest were hits, and the ring of the latest.
    start: () => Array<number>(calls + 2).fill(0),
    note: (memory: number[], failed) => noteInRing(memory, failed, minimumCalls, failureRate),
  };
}

/** Takes a call into a ring of the latest; says whether it was a hit that made hits too many. */
export function noteInRing(
  memory: number[],
  hit: boolean,
  minimumCalls: number,
  rate: number,
): boolean {
  const [seen = 0, hits = 0] = memory;
  const size = memory.length - 2;
  const at = 2 + (seen % size);
  memory[0] = seen + 1;
  memory[1] = hits + Number(hit) - (memory[at] ?? 0);
  memory[at] = Number(hit);
  return hit && seen + 1 >= minimumCalls && memory[1] >= Math.min(seen + 1, size) * rate;
}
