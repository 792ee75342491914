import { refuseUnless } from '../mistakes/defect.ts';

/** One value of a series: the count in a bucket of time, or a level that the caller measured. */
export interface SeriesPoint {
  /** The beginning of the bucket, in milliseconds of the wall clock. */
  readonly at: number;
  readonly value: number;
}

export const HOUR_MS: number = 3_600_000;
export const DAY_MS: number = 24 * HOUR_MS;

/** The hour of the day in UTC, 0–23. */
export function hourOf(at: number): number {
  return Math.floor((at % DAY_MS) / HOUR_MS);
}

/** The day of the week, from 0 for Thursday, because time 0 was a Thursday. */
export function weekdayOf(at: number): number {
  return Math.floor(at / DAY_MS) % 7;
}

/** Squares of larger values, and of quotients of them, would soon be no numbers. */
const LARGEST = 1e50;
/** A smaller value is an error of rounding. */
const SMALLEST = 1e-50;

/** The value, or 0 for one so small that its quotients would be no numbers. */
export function measuredValue(value: number): number {
  return Math.abs(value) < SMALLEST ? 0 : value;
}

/** Throws `DEFECT` for a point that is no number, because one `NaN` would make every later answer `NaN`. */
export function refuseBrokenPoint(caller: string, { at, value }: SeriesPoint): void {
  refuseUnless(
    Number.isFinite(value),
    `${caller}: a point has a value that is no finite number. Leave out a bucket without a value.`,
  );
  refuseUnless(
    Math.abs(value) <= LARGEST,
    `${caller}: a point has a value beyond ${LARGEST}, which nothing measures. Leave it out.`,
  );
  refuseUnless(
    Number.isFinite(at) && at >= 0,
    `${caller}: a point has a time that is no number of milliseconds since 1970. Give \`at\` as \`Date.now()\` gives it.`,
  );
}
