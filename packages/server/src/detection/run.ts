import type { RunState } from './detection-state.ts';
import { rounded } from './short-number.ts';
import type { SeriesPoint } from './series-point.ts';

/** With one point a minute, usual counts reach this evidence once in some months. */
export const ENOUGH_EVIDENCE: number = 10;
/** With more evidence, the detector would notice the end of an incident later. */
const MOST_EVIDENCE = 1.5 * ENOUGH_EVIDENCE;
/** One point is no run. The detector judges it alone, by its tail. */
const MOST_OF_A_POINT = 4;

export const noRun: RunState = { evidence: 0, since: 0, sum: 0, points: 0 };

/**
 * Adds a point to a run: CUSUM over the logarithm of the likelihood ratio of a count at `ratio` times the usual
 * rate. A run without evidence begins anew.
 */
export function nextRun(
  run: RunState,
  { at, value }: SeriesPoint,
  { usual, scatter, ratio }: RunRules,
): RunState {
  const logRatio = Math.log(ratio);
  const gained = Math.min(MOST_OF_A_POINT, (value * logRatio - usual * (ratio - 1)) / scatter);
  const evidence = rounded(Math.min(MOST_EVIDENCE, run.evidence + gained));
  if (evidence <= 0) return noRun;
  return run.evidence === 0
    ? { evidence, since: at, sum: value, points: 1 }
    : { evidence, since: run.since, sum: run.sum + value, points: run.points + 1 };
}

interface RunRules {
  readonly usual: number;
  readonly scatter: number;
  readonly ratio: number;
}
