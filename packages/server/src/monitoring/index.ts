// Counts by the minute

/** A count of one minute, and the store that keeps it. */
export type {
  AffectedByFailure,
  AffectedQuery,
  AffectedSession,
  RollupMeasure,
  RollupRange,
  RollupRow,
  RollupStore,
} from './rollup.ts';
/** Keeps counts as long as the process lives. */
export { memoryRollupStore } from './memory-rollup-store.ts';

// Counting

/** Counts what pages and the server report. */
export {
  createRollups,
  type Counted,
  type Rollups,
  type RollupsOptions,
} from './create-rollups.ts';
/** Counts the events of pages as they are stored. */
export { withRollups } from './with-rollups.ts';
/** Counts what the server measures of itself. */
export {
  serverCounts,
  type PoolSample,
  type RequestOutcome,
  type ServerCounts,
} from './server-counts.ts';

// Reading

/** Percentiles of buckets: the rows of `latency`, `recovery-time`, `request-time` and `transaction`. */
export { bucketsOf, percentileOf, type Buckets } from './latency-buckets.ts';
/** The troubles of a period, the sessions that they reached, and the troubles that ended by a recovery. */
export { reliabilityReport, type ReliabilityReportOptions } from './reliability-report.ts';
export type {
  Compared,
  ReliabilityCounts,
  ReliabilityReport,
  ReportedFailure,
  ReportedRecovery,
  ReportedRelease,
} from './reliability.ts';
/** Reads a period and the one before, and makes the report. */
export { readReliability, type ReadReliabilityOptions } from './read-reliability.ts';
/** Joins the incidents of pages to troubles, with the sessions that each reached. */
export { troublesOf, type Trouble, type TroublesOptions } from './troubles-of.ts';
