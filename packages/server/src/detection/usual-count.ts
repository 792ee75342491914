import type { CountState } from './detection-state.ts';
import { shortNumber } from './short-number.ts';
import { valueAt } from './value-at.ts';
import { shareOfDay } from './weekdays.ts';
import { HOUR_MS, hourOf } from './series-point.ts';

/** The share of an hour's past that the same hour of the next day keeps: a memory of about ten days. */
const KEPT = 0.9;
/** This many points of the whole day count as points of each hour, so that a few points alone do not set an hour. */
const BORROWED = 6;

/** The usual count at a time. It is an estimate from earlier counts, so it has an error. */
export interface UsualCount {
  readonly mean: number;
  /** The mean, less and more by its error. An error lasts for the hour, so that it weighs on each run of points. */
  readonly atLeast: number;
  readonly atMost: number;
  /** Of a count, with the error of the mean. */
  readonly variance: number;
  /** How busy this day of the week is, where 1 is as busy as the others. */
  readonly share: number;
}

/** A mean from no count has the error of a mean from half a count. */
const LEAST_EVIDENCE = 0.5;

/**
 * The usual count at this time: the rates of the two hours with the nearest middles, weighted by nearness, times
 * the share of this day of the week.
 */
export function usualCount(
  { sums, points, level, weekdays, scatter }: CountState,
  at: number,
): UsualCount {
  const hour = hourOf(at);
  const fromMiddle = (at % HOUR_MS) / HOUR_MS - 0.5;
  const nextHour = (hour + (fromMiddle < 0 ? 23 : 1)) % 24;
  const nearness = Math.abs(fromMiddle);
  const seen = valueAt(points, hour) + BORROWED;
  const nextSeen = valueAt(points, nextHour) + BORROWED;
  const rate = (valueAt(sums, hour) + BORROWED * level) / seen;
  const nextRate = (valueAt(sums, nextHour) + BORROWED * level) / nextSeen;
  const share = shareOfDay(weekdays, at);
  const mean = ((1 - nearness) * rate + nearness * nextRate) * share;
  const evidence = Math.max(LEAST_EVIDENCE, mean * Math.min(seen, nextSeen));
  const error = mean * Math.sqrt(scatter / evidence);
  return {
    mean,
    share,
    atLeast: Math.max(0, mean - error),
    atMost: mean + error,
    variance: mean * scatter + error * error,
  };
}

/** Adds to an hour. When the hour of a new day begins, the past of this hour is reduced. */
export function addToHour(
  values: readonly number[],
  at: number,
  value: number,
  isNewHour: boolean,
  digits: number,
): readonly number[] {
  const hour = hourOf(at);
  const past = valueAt(values, hour);
  const next = values.slice();
  next[hour] = shortNumber((isNewHour ? past * KEPT : past) + value, digits);
  return next;
}

/** The usual count of a whole day's points. */
export function levelOf({ sums, points }: CountState): number {
  let sum = LEAST_EVIDENCE;
  let count = 1;
  for (let hour = 0; hour < 24; hour += 1) {
    sum += valueAt(sums, hour);
    count += valueAt(points, hour);
  }
  return shortNumber(sum / count);
}
