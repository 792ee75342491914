import type { AffectedByFailure, RollupRow } from './rollup.ts';

/** The counts of one period. */
export interface ReliabilityCounts {
  /** The rows of the period, joined to steps of any length. */
  readonly rows: readonly RollupRow[];
  /** The sessions that failures reached, for each operation and code. */
  readonly affected: readonly AffectedByFailure[];
  /** The sessions that any failure reached. A session counts once. */
  readonly sessions: number;
}

/** A figure of this period, and of the one before. */
export interface Compared<T = number> {
  readonly now: T;
  readonly before: T;
}

/**
 * The troubles of a period, the sessions that they reached, and the troubles that ended by a recovery. It is JSON.
 */
export interface ReliabilityReport {
  readonly from: number;
  readonly to: number;
  /** Operations that ended on pages, and those of them that failed. */
  readonly operations: Compared;
  readonly operationsFailed: Compared;
  /** Requests that the server answered, and those that failed at the server. */
  readonly requests: Compared;
  readonly requestsFailed: Compared;
  /** Sessions, each the life of one page, that a failure reached. */
  readonly sessionsAffected: Compared;
  /** Attempts that another attempt followed. */
  readonly retries: Compared;
  /** Troubles that ended because the operation worked again. */
  readonly recovered: Compared;
  /** Troubles that ended without a recovery. */
  readonly givenUp: Compared;
  /** The share of troubles that ended by a recovery; `null` without any. */
  readonly recoveryRate: Compared<number | null>;
  /** Milliseconds until half, and 95 %, of these recoveries were over; `null` without any. */
  readonly recoveryP50Ms: Compared<number | null>;
  readonly recoveryP95Ms: Compared<number | null>;
  /** Micro-units of money. */
  readonly costMicros: Compared;
  /** The failures on pages, the most frequent first. */
  readonly failures: readonly ReportedFailure[];
  /** The recoveries on pages, the most frequent first. */
  readonly recoveries: readonly ReportedRecovery[];
  /** The releases that reported, the most failures first. */
  readonly releases: readonly ReportedRelease[];
}

export interface ReportedFailure {
  readonly operation: string;
  readonly code: string;
  readonly count: Compared;
  readonly sessions: Compared;
}

export interface ReportedRecovery {
  readonly operation: string;
  readonly recovered: number;
  readonly givenUp: number;
  readonly rate: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

export interface ReportedRelease {
  /** Empty for pages that named none. */
  readonly release: string;
  readonly reports: number;
  readonly failures: number;
}
