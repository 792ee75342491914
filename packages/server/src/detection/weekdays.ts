import { rounded } from './short-number.ts';
import { weekdayOf } from './series-point.ts';

/** How fast the share of a day of the week follows. The first one is taken as it is. */
const RATE = 0.5;
const LEAST = 0.05;
const MOST = 20;
/** A day of fewer points says nothing of its day of the week. */
const POINTS_OF_A_DAY = 12;
/** A day with fewer counts than this is near 1 for want of evidence. */
const FEW = 50;

/** The counts of one day, and what was usual for it without regard to the day of the week. */
export interface Today {
  readonly sum: number;
  readonly usual: number;
  readonly points: number;
}

export const noDay: Today = { sum: 0, usual: 0, points: 0 };

export function addToDay({ sum, usual, points }: Today, value: number, usualValue: number): Today {
  return { sum: sum + value, usual: rounded(usual + usualValue), points: points + 1 };
}

/** Learns from the day at that time, which ended, how busy its day of the week is. */
export function endDay(
  weekdays: readonly number[],
  at: number,
  { sum, usual, points }: Today,
): readonly number[] {
  if (points < POINTS_OF_A_DAY || usual <= 0) return weekdays;
  const weekday = weekdayOf(at);
  const before = weekdays[weekday] ?? 1;
  const share = (sum + FEW) / (usual + FEW);
  const isFirst = before === 1;
  const next = isFirst ? share : before + RATE * (share - before);
  return weekdays.with(weekday, rounded(Math.max(LEAST, Math.min(MOST, next))));
}
