import type { Today } from './weekdays.ts';

/** The memory of the detector for a series: JSON, below 1 kB. Its members may change between versions. */
export type DetectionState = CountState | LevelState;

interface AnyState {
  /** When the newest point was. */
  readonly at: number;
  /** When the detector began to learn. */
  readonly since: number;
  /** How many points it has seen. */
  readonly seen: number;
  /** The count of points at which the cool-down ends. */
  readonly quietUntil: number;
  /**
   * How many points in a row were late, and the newest of them. Many late points mean that the clock was set back.
   */
  readonly late: number;
  readonly lateAt: number;
  readonly drift: DriftState;
}

export interface CountState extends AnyState {
  readonly kind: 'count';
  /** For each hour of the day, the sum of counts and the number of points. Both lose a tenth each day. */
  readonly sums: readonly number[];
  readonly points: readonly number[];
  /** The mean count of a point over the last whole day, taken at the last full hour. */
  readonly level: number;
  /** How busy each day of the week is, where 1 is as busy as the others. */
  readonly weekdays: readonly number[];
  readonly today: Today;
  /** How much the counts of points and of hours scatter. 1 is the scatter by chance alone. */
  readonly scatter: number;
  readonly hourScatter: number;
  readonly above: RunState;
  readonly below: RunState;
  /** Since when the series is unusual without an hour of calm, and the last unusual point; 0 while it is usual. */
  readonly unusualSince: number;
  readonly unusualAt: number;
}

/** Evidence that the last points together are unusual. */
export interface RunState {
  readonly evidence: number;
  readonly since: number;
  readonly sum: number;
  readonly points: number;
}

export interface LevelState extends AnyState {
  readonly kind: 'level';
  /** The power of ten of the first value. All values below are multiples of it. */
  readonly unit: number;
  /** For each hour of the day, its recent value. `null` for an hour that the detector has not seen. */
  readonly hours: readonly (number | null)[];
  /** The value that was usual at the last point, for an hour that the detector has not seen. */
  readonly last: number;
  /** The mean and the variance of the distance to that value. */
  readonly mean: number;
  readonly variance: number;
  /** The mean of each hour of the day over many days. */
  readonly days: readonly (number | null)[];
}

/** Evidence that whole hours differ from the same hours of earlier days. */
export interface DriftState {
  /** The values of the hour that has not ended, and the usual ones. */
  readonly sum: number;
  readonly usual: number;
  readonly points: number;
  /** How many hours were compared, and the mean square of their distances. */
  readonly hours: number;
  readonly square: number;
  readonly above: number;
  readonly below: number;
  readonly aboveSince: number;
  readonly belowSince: number;
}
