import type { DetectionState } from './detection-state.ts';

/** The kind of numbers in a series. */
export type SeriesKind =
  /** How often something happened in each bucket. A bucket without any event is a point with 0. */
  | 'count'
  /** A rate, a latency or another measured value. */
  | 'level';

export interface DetectionRules {
  readonly kind: SeriesKind;
  /**
   * How unlikely a count must be to be unusual, as a chance. With the default, a detector with a bucket a minute
   * gives about one false alarm in a month.
   * @default 0.000_002
   */
  readonly chance?: number;
  /** How many usual deviations a level must be away. @default 6.5 */
  readonly deviations?: number;
  /**
   * The cool-down: after an `unusual` point, the detector gives no other `unusual` for this many points. @default
   * 200
   */
  readonly coolDownPoints?: number;
}

/**
 * Why a point is unusual, as data for a sentence: "42 failures, where 3 to 9 are usual at 14 h; by chance that happens
 * once in 2,000,000 buckets".
 */
export interface Surprise {
  /**
   * `point`: this point alone. `run`: the last points together, since `since`. `drift`: whole hours since `since`.
   */
  readonly by: 'point' | 'run' | 'drift';
  readonly side: 'above' | 'below';
  /** The value; for a run or a drift the mean of its points. */
  readonly observed: number;
  /** The value that this hour of the day has usually. */
  readonly expected: number;
  /** The usual range at this hour of the day: nine of ten points are inside. */
  readonly low: number;
  readonly high: number;
  /** The hour of the day in UTC, 0–23, that these usual values belong to. */
  readonly hour: number;
  /** When the run or the drift began; the time of the point otherwise. */
  readonly since: number;
  /** By chance, this happens about once in this many points. Absent for levels, whose distribution is unknown. */
  readonly onceIn?: number;
  /** How many usual deviations away. */
  readonly deviations: number;
}

/** The verdict of the detector on one point. */
export type Verdict =
  /** The detector has not seen a whole day yet. */
  | { readonly kind: 'learning' }
  | { readonly kind: 'usual' }
  | { readonly kind: 'unusual'; readonly why: Surprise }
  /** Unusual too, but within the cool-down after the last `unusual`. */
  | { readonly kind: 'still-unusual'; readonly why: Surprise }
  /** `repeated`: the detector has this point. `late`: it has a newer one. */
  | { readonly kind: 'ignored'; readonly reason: 'repeated' | 'late' };

export interface Detection {
  /** JSON below 1 kB. Give it to the next call. */
  readonly state: DetectionState;
  readonly verdict: Verdict;
}
