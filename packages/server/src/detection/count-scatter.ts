import { rounded } from './short-number.ts';
import type { CountState } from './detection-state.ts';

const RATE = 1 / 500;
const HOUR_RATE = 1 / 50;
/** One hour weighs no more than five deviations. */
const MOST_OF_AN_HOUR = 25;
const LEAST_MEAN = 0.05;

/**
 * How much counts scatter, as a multiple of the scatter by chance alone. Fewer points than `1 / RATE` have equal
 * weights.
 */
export function nextScatter({ scatter, seen }: CountState, count: number, mean: number): number {
  const square = ((count - mean) * (count - mean)) / Math.max(mean, LEAST_MEAN);
  return rounded(Math.max(1, scatter + Math.max(RATE, 1 / (seen + 1)) * (square - scatter)));
}

/** The scatter of the sums of hours. Bursts that last for minutes make it larger than the scatter of the points. */
export function nextHourScatter({ drift, hourScatter }: CountState): number {
  const distance = drift.sum - drift.usual;
  const square = Math.min(
    MOST_OF_AN_HOUR * hourScatter,
    (distance * distance) / Math.max(drift.usual, 1),
  );
  return rounded(Math.max(1, hourScatter + HOUR_RATE * (square - hourScatter)));
}
