import type { Second } from '../recording/recording.ts';

/** How many seconds a plot shows. */
const SHOWN = 300;

/** The seconds without a gap, the oldest first: a second in which nothing happened has the depth of the one before. */
export function filledSeconds(seconds: readonly Second[]): readonly Second[] {
  const last = seconds.at(-1);
  if (!last) return [];
  const from = last.at - (SHOWN - 1) * 1_000;
  const filled: Second[] = [];
  let before: Second | undefined;
  for (const second of seconds) {
    if (before && second.at >= from) {
      const start = Math.max(before.at + 1_000, from);
      for (let at = start; at < second.at; at += 1_000) filled.push(quiet(at, before.depth));
    }
    if (second.at >= from) filled.push(second);
    before = second;
  }
  return filled;
}

const quiet = (at: number, depth: number): Second => ({
  ...{ at, depth },
  ...{ ended: 0, failures: 0, totalMs: 0, slowestMs: 0 },
});

/** One line of a plot. */
export interface Series {
  readonly name: string;
  readonly valueOf: (second: Second) => number;
}

/** The mean duration of the operations that ended in a second; 0 if none ended. */
export const meanMs = ({ ended, totalMs }: Second): number => (ended === 0 ? 0 : totalMs / ended);
