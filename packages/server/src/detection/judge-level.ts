import type { Surprise } from './detection.ts';
import type { LevelState } from './detection-state.ts';
import type { Drift } from './drift.ts';
import { hourOf, type SeriesPoint } from './series-point.ts';

/** Nine of ten points lie within so many deviations. */
const NINE_OF_TEN = 1.645;
/** A deviation below this share of the value is an error of the last digit. */
const LEAST_DEVIATION = 1e-7;
/** A series that was constant has no deviation, and any other value is as unusual as a value can be. */
const MOST_DEVIATIONS = 1000;

export interface LevelToJudge {
  /** The value that this hour of the day had lately. */
  readonly base: number;
  /** How many deviations are unusual. */
  readonly limit: number;
  readonly ended: Drift | undefined;
}

/** Says why a level is unusual: by itself, or by the hour that it ends. Values of the state are in its unit. */
export function judgeLevel(
  { unit, mean, variance, drift }: LevelState,
  { at, value }: SeriesPoint,
  { base, limit, ended }: LevelToJudge,
): Surprise | undefined {
  const expected = base + mean;
  const deviation = Math.sqrt(variance);
  const least = Math.max(deviation, Math.abs(value) * LEAST_DEVIATION);
  const away = least === 0 ? 0 : Math.min(MOST_DEVIATIONS, Math.abs(value - expected) / least);
  if (away < limit && ended?.found === undefined) return undefined;
  const usual = {
    expected: expected * unit,
    low: (expected - NINE_OF_TEN * deviation) * unit,
    high: (expected + NINE_OF_TEN * deviation) * unit,
    hour: hourOf(at),
  };
  if (away >= limit) {
    const side = value > expected ? 'above' : 'below';
    return { ...usual, by: 'point', side, observed: value * unit, since: at, deviations: away };
  }
  if (ended?.found === undefined) return undefined;
  const { deviations, since } = ended.found;
  return {
    ...usual,
    by: 'drift',
    side: deviations > 0 ? 'above' : 'below',
    observed: (drift.sum / drift.points) * unit,
    deviations: Math.abs(deviations),
    since,
  };
}
