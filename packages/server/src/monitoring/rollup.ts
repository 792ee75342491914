/** All measures that have counts by the minute. */
export type RollupMeasure =
  /** Operations that ended: `operation`, and the outcome as `detail`. */
  | 'operation'
  /** Failures that no further attempt followed: `operation`, and the code as `detail`. */
  | 'failure'
  /** Durations of operations in milliseconds, in buckets: `detail` is the bucket. */
  | 'latency'
  /** Attempts that another attempt followed: `detail` is the code. */
  | 'retry'
  /** Troubles that ended: `detail` is `recovered` or `given-up`. */
  | 'recovery'
  /** Times to recovery, in buckets. */
  | 'recovery-time'
  /** Circuits that changed: `detail` is the new state. */
  | 'circuit'
  /** Answers that took no new work: `detail` says from where. */
  | 'cache'
  /** Failures of authentication and authorisation. */
  | 'auth'
  /** Micro-units of money. */
  | 'cost'
  /** Events that pages reported. In a minute without any, pages were silent. */
  | 'report'
  /** Requests to the server: `operation` is the route, and `detail` is `ok`, `refused` or `failed`. */
  | 'request'
  /** Durations of requests: `detail` is the outcome and the bucket, as in `failed:31`. */
  | 'request-time'
  /** Failures that the server answered: `operation` is the route, and `detail` the code. */
  | 'error'
  /** Durations of transactions: `detail` is `committed` or `undone`, and the bucket. */
  | 'transaction'
  /** Samples of the server's memory: the sum of bytes as `bytes`, and their number as `samples`. */
  | 'memory'
  /** Samples of a pool of connections: sums as `used`, `waiting` and `size`, and their number as `samples`. */
  | 'pool';

/**
 * A count of one minute. Rows of two servers add up, and minutes add up to hours: a latency is the count of one
 * bucket.
 */
export interface RollupRow {
  /** The beginning of the minute, in milliseconds of the wall clock. */
  readonly minute: number;
  readonly measure: RollupMeasure;
  /** Empty for a measure of everything. */
  readonly operation: string;
  /** An outcome, a code, a bucket; empty where the measure has none. */
  readonly detail: string;
  /** The release that reported it; empty when it named none. */
  readonly release: string;
  readonly count: number;
}

/** A failure that reached a session, in one minute. */
export interface AffectedSession {
  readonly minute: number;
  readonly operation: string;
  readonly code: string;
  /** The random word of the life of one page. It leads to no user. */
  readonly session: string;
}

export interface RollupRange {
  /** The beginning of a minute. */
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Steps into which minutes are joined; a multiple of a minute. @default a minute */
  readonly stepMs?: number;
}

/** Selects sessions: those that a failure with this code reached, in this operation. */
export interface AffectedQuery extends RollupRange {
  readonly operation?: string;
  readonly code?: string;
}

/** Sessions that a failure reached, for one operation and one code. */
export interface AffectedByFailure {
  readonly operation: string;
  readonly code: string;
  readonly sessions: number;
}

/** Keeps counts by the minute. */
export interface RollupStore {
  /** Adds to the counts and the sessions, all rows or none. A session that the store already has counts once. */
  add(rows: readonly RollupRow[], affected?: readonly AffectedSession[]): Promise<void>;
  /** The counts of this time. `minute` is the beginning of a step, which may lie before `from`. */
  read(range: RollupRange, measures?: readonly RollupMeasure[]): Promise<readonly RollupRow[]>;
  /** How many sessions a failure reached; a session counts once. */
  affectedSessions(query: AffectedQuery): Promise<number>;
  /** The number of sessions for each step that has any. A session counts once in each step. */
  affectedSteps(
    query: AffectedQuery,
  ): Promise<readonly { readonly minute: number; readonly sessions: number }[]>;
  /** The number of sessions for each operation and code, the most sessions first. */
  affectedFailures(query: AffectedQuery): Promise<readonly AffectedByFailure[]>;
  /** Removes minutes from before this time, at most `limit` rows, and returns their number. */
  prune(before: number, limit?: number): Promise<number>;
}

export const MINUTE_MS = 60_000;

/** The step of a range in whole minutes. */
export function stepOf({ stepMs = MINUTE_MS }: Pick<RollupRange, 'stepMs'>): number {
  return Math.max(1, Math.floor(stepMs / MINUTE_MS)) * MINUTE_MS;
}
