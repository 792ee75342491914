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
  const last = minutes.at(-1);
  if (last === undefined || minute > last) {
    minutes.push(minute);
    totals.push(totalBefore(totals, totals.length) + count);
    return;
  }
  const place = placeOf(minutes, minute);
  if (minutes[place] !== minute) {
    minutes.splice(place, 0, minute);
    totals.splice(place, 0, totalBefore(totals, place));
  }
  for (let index = place; index < totals.length; index += 1) {
    totals[index] = totalBefore(totals, index + 1) + count;
  }
}

/** The sum of the minutes from `from` on and before `to`. */
export function sumOf({ minutes, totals }: Series, from: number, to: number): number {
  return totalBefore(totals, placeOf(minutes, to)) - totalBefore(totals, placeOf(minutes, from));
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
  const before = totalBefore(totals, place);
  minutes.splice(0, place);
  totals.splice(0, place);
  for (const [index, total] of totals.entries()) totals[index] = total - before;
}

/** The sum of all counts before a place: 0 before the first. */
function totalBefore(totals: readonly number[], place: number): number {
  return totals[place - 1] ?? 0;
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
