import { DAY_MS, HOUR_MS, refuseBrokenPoint, type SeriesPoint } from './series-point.ts';
import { valueAt } from './value-at.ts';

/**
 * The past in whole days, the last of which ends now, and the usual course of such a day and of a week. The oldest
 * is first.
 */
export interface SpendingDays {
  readonly totals: readonly number[];
  /** For 0 to 24 hours, the share of a day's cost in its first hours. */
  readonly shareOfHours: readonly number[];
  /** The cost of each day of the week, from the day that begins now. 1 is the mean. */
  readonly week: readonly number[];
}

const HOURS = 24;
const WEEK = 7;
/** Older days say little about the next ones. */
const MOST_DAYS = 56;

/** Joins the costs of hours to days. An hour without a point cost nothing. */
export function spendingDays(hours: readonly SeriesPoint[], now: number): SpendingDays {
  let first = now;
  for (const point of hours) {
    refuseBrokenPoint('forecastSpending', point);
    first = Math.min(first, point.at);
  }
  const count = Math.min(MOST_DAYS, Math.floor((now - first) / DAY_MS));
  const begin = now - count * DAY_MS;
  const table = Array.from({ length: count }, () => Array.from({ length: HOURS }, () => 0));
  for (const { at, value } of hours) {
    const row = table[Math.floor((at - begin) / DAY_MS)];
    const hour = Math.floor(((at - begin) % DAY_MS) / HOUR_MS);
    // An hour that belongs to no whole day has no row.
    if (row !== undefined) row[hour] = valueAt(row, hour) + value;
  }
  const totals = table.map((row) => row.reduce((sum, cost) => sum + cost, 0));
  const all = totals.reduce((sum, cost) => sum + cost, 0);
  const shareOfHours = [0];
  for (let hour = 0; hour < HOURS; hour += 1) {
    const cost = table.reduce((sum, row) => sum + valueAt(row, hour), 0);
    shareOfHours.push(valueAt(shareOfHours, hour) + (all > 0 ? cost / all : 1 / HOURS));
  }
  return { totals, shareOfHours, week: shapeOfWeek(totals) };
}

/**
 * The share of each day of the week, as far as the weeks agree. If the same weekday differs as much from week to
 * week as the weekdays differ, all shares are 1.
 */
function shapeOfWeek(totals: readonly number[]): readonly number[] {
  const alike = Array.from({ length: WEEK }, () => 1);
  const weeks = Math.floor(totals.length / WEEK);
  if (weeks < 2) return alike;
  const shares = alike.map((): number[] => []);
  for (let week = 0; week < weeks; week += 1) {
    const end = totals.length - week * WEEK;
    const days = totals.slice(end - WEEK, end);
    const mean = days.reduce((sum, cost) => sum + cost, 0) / WEEK;
    for (const [day, cost] of days.entries()) shares[day]?.push(mean > 0 ? cost / mean : 1);
  }
  const means = shares.map((of) => of.reduce((sum, share) => sum + share, 0) / weeks);
  const between = means.reduce((sum, mean) => sum + (mean - 1) ** 2, 0) / (WEEK - 1);
  const within =
    shares.reduce((sum, of, day) => {
      const mean = valueAt(means, day);
      return sum + of.reduce((squares, share) => squares + (share - mean) ** 2, 0);
    }, 0) /
    (WEEK * (weeks - 1));
  const believed = between > 0 ? Math.max(0, 1 - within / weeks / between) : 0;
  return means.map((mean) => 1 + believed * (mean - 1));
}
