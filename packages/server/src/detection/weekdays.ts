import { rounded } from './short-number.ts';
import { weekdayOf } from './series-point.ts';

/** How fast the share of a day of the week follows. The first share counts in full. */
const RATE = 0.5;
const LEAST = 0.05;
const MOST = 20;
/** A day with fewer points says nothing about its day of the week. */
const POINTS_OF_A_DAY = 12;
/** With fewer counts than this, the share of a day stays near 1, because the evidence is weak. */
const FEW = 50;

/** The counts of one day, and its usual counts without the share of its day of the week. */
export interface Today {
  readonly sum: number;
  readonly usual: number;
  readonly points: number;
}

export const noDay: Today = { sum: 0, usual: 0, points: 0 };

export function addToDay({ sum, usual, points }: Today, value: number, usualValue: number): Today {
  return { sum: sum + value, usual: rounded(usual + usualValue), points: points + 1 };
}

/** How busy the day of the week at this time is; 1, as busy as the others, for a day that the list lacks. */
export function shareOfDay(weekdays: readonly number[], at: number): number {
  return weekdays[weekdayOf(at)] ?? 1;
}

/** Learns from the day that ended how busy its day of the week is. */
export function endDay(
  weekdays: readonly number[],
  at: number,
  { sum, usual, points }: Today,
): readonly number[] {
  if (points < POINTS_OF_A_DAY || usual <= 0) return weekdays;
  const before = shareOfDay(weekdays, at);
  const share = (sum + FEW) / (usual + FEW);
  const isFirst = before === 1;
  const next = isFirst ? share : before + RATE * (share - before);
  return weekdays.with(weekdayOf(at), rounded(Math.max(LEAST, Math.min(MOST, next))));
}
