import type { Surprise } from './detection.ts';
import type { LevelState } from './detection-state.ts';
import type { Drift } from './drift.ts';
import { hourOf, type SeriesPoint } from './series-point.ts';

/** Nine of ten points lie within this many deviations. */
const NINE_OF_TEN = 1.645;
/** A deviation below this share of the value comes from rounding. */
const LEAST_DEVIATION = 1e-7;
/** A constant series has no deviation. Any other value then gets this distance. */
const MOST_DEVIATIONS = 1000;

export interface LevelToJudge {
  /** The recent value of this hour of the day. */
  readonly base: number;
  /** How many deviations are unusual. */
  readonly limit: number;
  readonly ended: Drift | undefined;
}

/** Says why a level is unusual: alone, or because of the hour that it ends. Values of the state are in its unit. */
export function judgeLevel(
  { unit, mean, variance, drift }: LevelState,
  { at, value }: SeriesPoint,
  { base, limit, ended }: LevelToJudge,
): Surprise | undefined {
  const expected = base + mean;
  const deviation = Math.sqrt(variance);
  const least = Math.max(deviation, Math.abs(value) * LEAST_DEVIATION, Number.MIN_VALUE);
  const away = Math.min(MOST_DEVIATIONS, Math.abs(value - expected) / least);
  // Most points are usual, so that this is not computed for them.
  const usual = () => ({
    expected: expected * unit,
    low: (expected - NINE_OF_TEN * deviation) * unit,
    high: (expected + NINE_OF_TEN * deviation) * unit,
    hour: hourOf(at),
  });
  if (away >= limit) {
    const side = value > expected ? 'above' : 'below';
    return { ...usual(), by: 'point', side, observed: value * unit, since: at, deviations: away };
  }
  if (ended?.found === undefined) return undefined;
  const { deviations, since } = ended.found;
  return {
    ...usual(),
    by: 'drift',
    side: deviations > 0 ? 'above' : 'below',
    observed: (drift.sum / drift.points) * unit,
    deviations: Math.abs(deviations),
    since,
  };
}
