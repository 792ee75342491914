import type { Detection, DetectionRules } from './detection.ts';
import type { LevelState } from './detection-state.ts';
import { addToDrift, endHour, noDrift } from './drift.ts';
import { judgeLevel } from './judge-level.ts';
import { HOUR_MS, hourOf, type SeriesPoint } from './series-point.ts';
import { shortNumber } from './short-number.ts';

/** How fast the value of an hour follows the points. */
const HOUR_RATE = 0.15;
/** How fast mean and variance of the distances follow. */
const DISTANCE_RATE = 0.001;
/** How fast the mean of an hour follows over the days. */
const DAY_RATE = 0.15;
/** A variance from fewer points means nothing. */
const POINTS_TO_LEARN = 10;
/** The state rounds values to nine digits, and to this share of the usual deviation. */
const DIGITS = 9;
const LEAST_SHARE = 1e-5;

/**
 * Judges the next level by two measures: its distance to the recent value of this hour of the day, in usual
 * deviations, and the drift of hours.
 */
export function nextLevel(
  known: LevelState | undefined,
  { at, value }: SeriesPoint,
  { deviations = 6.5, coolDownPoints = 200 }: DetectionRules,
): Detection {
  const unit = known?.unit ?? unitOf(value);
  const level = value / unit;
  const state = known ?? begun(at, level, unit);
  const hour = hourOf(at);
  const isNewHour = Math.floor(at / HOUR_MS) !== Math.floor(state.at / HOUR_MS);
  const endedHour = hourOf(state.at);
  const ended = isNewHour
    ? endHour(state.drift, state.at, state.days[endedHour] ?? null)
    : undefined;
  const base = state.hours[hour] ?? state.last;
  const isLearning = state.seen < POINTS_TO_LEARN;
  const why = isLearning
    ? undefined
    : judgeLevel(state, { at, value: level }, { base, limit: deviations, ended });

  const seen = state.seen + 1;
  const rate = Math.max(DISTANCE_RATE, 1 / seen);
  const distance = level - base - state.mean;
  const least = LEAST_SHARE * Math.sqrt(state.variance);
  const followed = shortNumber(base + HOUR_RATE * (level - base), DIGITS, least);
  const hours = state.hours.slice();
  hours[hour] = followed;
  const isCooling = state.seen < state.quietUntil;
  const next: LevelState = {
    kind: 'level',
    at,
    since: state.since,
    seen,
    quietUntil: why === undefined || isCooling ? state.quietUntil : state.seen + coolDownPoints,
    late: 0,
    lateAt: 0,
    unit,
    hours,
    last: followed,
    mean: shortNumber(state.mean + rate * distance, DIGITS, least * DISTANCE_RATE),
    variance: shortNumber((1 - rate) * (state.variance + rate * distance * distance)),
    days: isNewHour ? withEndedHour(state, endedHour, least) : state.days,
    drift: addToDrift(ended?.state ?? state.drift, level, 0),
  };
  if (isLearning) return { state: next, verdict: { kind: 'learning' } };
  if (why === undefined) return { state: next, verdict: { kind: 'usual' } };
  return { state: next, verdict: { kind: isCooling ? 'still-unusual' : 'unusual', why } };
}

function withEndedHour(
  { days, drift }: LevelState,
  hour: number,
  least: number,
): readonly (number | null)[] {
  if (drift.points === 0) return days;
  const mean = drift.sum / drift.points;
  const before = days[hour] ?? mean;
  return days.with(hour, shortNumber(before + DAY_RATE * (mean - before), DIGITS, least));
}

/** The power of ten of a value. Numbers around 1 have the shortest JSON. */
function unitOf(value: number): number {
  return value === 0 ? 1 : 10 ** Math.floor(Math.log10(Math.abs(value)));
}

function begun(at: number, level: number, unit: number): LevelState {
  const none = Array.from({ length: 24 }, () => null);
  return {
    kind: 'level',
    ...{ at, since: at, seen: 0, quietUntil: 0, late: 0, lateAt: 0, unit },
    ...{ hours: none, days: none, last: level, mean: 0, variance: 0, drift: noDrift },
  };
}
