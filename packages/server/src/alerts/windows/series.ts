import type { AlertDimension } from '../rules/alert-rule.ts';
import type { RollupMeasure } from '../../monitoring/rollup.ts';

/**
 * The counts of one measure, operation, detail and release over time. It keeps running totals, so that the sum of any
 * window costs two look-ups, however many minutes it has.
 */
export interface Series extends Readonly<Record<AlertDimension, string>> {
  readonly measure: RollupMeasure;
  /** Ascending. Minutes without a count are left out. */
  readonly minutes: number[];
  /** The sum of all counts up to and including the minute at the same place. */
  readonly totals: number[];
}

/** Adds the count of a minute. Minutes may come in any order; in ascending order it costs least. */
export function addMinute({ minutes, totals }: Series, minute: number, count: number): void {
  const last = minutes.length - 1;
  if (last < 0 || minute > (minutes[last] ?? 0)) {
    minutes.push(minute);
    totals.push((totals[last] ?? 0) + count);
    return;
  }
  const place = placeOf(minutes, minute);
  if (minutes[place] !== minute) {
    minutes.splice(place, 0, minute);
    totals.splice(place, 0, totals[place - 1] ?? 0);
  }
  for (let index = place; index < totals.length; index += 1) {
    totals[index] = (totals[index] ?? 0) + count;
  }
}

/** The sum of the minutes from `from` on and before `to`. */
export function sumOf({ minutes, totals }: Series, from: number, to: number): number {
  return (totals[placeOf(minutes, to) - 1] ?? 0) - (totals[placeOf(minutes, from) - 1] ?? 0);
}

/** The first minute with a count from this one on. */
export function firstMinute({ minutes }: Series, from: number): number | undefined {
  return minutes[placeOf(minutes, from)];
}

/** Forgets the minutes from this one on. */
export function cutFrom({ minutes, totals }: Series, minute: number): void {
  const place = placeOf(minutes, minute);
  minutes.length = place;
  totals.length = place;
}

/** Forgets the minutes before this one, once that frees half of the memory. */
export function cutBefore({ minutes, totals }: Series, minute: number): void {
  const place = placeOf(minutes, minute);
  if (place * 2 <= minutes.length) return;
  // The total before the first minute that stays is part of every total after it, and cancels out in each sum.
  const before = totals[place - 1] ?? 0;
  minutes.splice(0, place);
  totals.splice(0, place);
  for (const [index, total] of totals.entries()) totals[index] = total - before;
}

/** The place of the first minute that is not before this one. */
function placeOf(minutes: readonly number[], minute: number): number {
  let [low, high] = [0, minutes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((minutes[middle] ?? 0) < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}
