import { countTail } from './count-tail.ts';
import type { Surprise } from './detection.ts';
import type { DriftState, RunState } from './detection-state.ts';
import type { Drift } from './drift.ts';
import { ENOUGH_EVIDENCE } from './run.ts';
import { hourOf, type SeriesPoint } from './series-point.ts';
import type { UsualCount } from './usual-count.ts';

/** Nine of ten points lie within this many deviations. */
const NINE_OF_TEN = 1.645;
/** A nearer count is never unusual alone, so the function does not compute its tail. */
const NEAR = 3;
const MOST_RARE = 1e12;

export interface CountToJudge {
  readonly point: SeriesPoint;
  readonly usual: UsualCount;
  readonly chance: number;
  /** The drift after the hour that ended at this point, and the one before. */
  readonly ended: Drift | undefined;
  readonly drift: DriftState;
}

/** Says why a count is unusual: alone, together with the last points, or because of the hour that it ends. */
export function judgeCount(
  above: RunState,
  below: RunState,
  { point: { at, value }, usual: { mean, variance }, chance, ended, drift }: CountToJudge,
): Surprise | undefined {
  const deviation = Math.sqrt(variance);
  const away = deviation > 0 ? Math.abs(value - mean) / deviation : 0;
  const tail = away < NEAR ? 1 : countTail(value, mean, variance);
  const run = above.evidence > ENOUGH_EVIDENCE ? above : below;
  const isRun = run.evidence > ENOUGH_EVIDENCE;

  // Most points are usual, so that this is not computed for them.
  const expected = () => ({
    expected: mean,
    low: Math.max(0, mean - NINE_OF_TEN * deviation),
    high: mean + NINE_OF_TEN * deviation,
    hour: hourOf(at),
    deviations: away,
  });
  if (tail < chance) {
    const side = value > mean ? 'above' : 'below';
    const onceIn = Math.min(MOST_RARE, 1 / tail);
    return { ...expected(), by: 'point', side, observed: value, since: at, onceIn };
  }
  if (isRun) {
    return {
      ...expected(),
      by: 'run',
      side: run === above ? 'above' : 'below',
      observed: run.sum / run.points,
      since: run.since,
      onceIn: Math.exp(run.evidence),
    };
  }
  if (ended?.found === undefined) return undefined;
  const { deviations, since } = ended.found;
  return {
    ...expected(),
    by: 'drift',
    side: deviations > 0 ? 'above' : 'below',
    observed: drift.sum / drift.points,
    deviations: Math.abs(deviations),
    since,
  };
}
