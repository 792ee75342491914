import { requireOptionsAlways } from '@holdfast/core/parts';
import { bucketsOf, percentileOf } from './latency-buckets.ts';
import type {
  Compared,
  ReliabilityCounts,
  ReliabilityReport,
  ReportedFailure,
  ReportedRecovery,
  ReportedRelease,
} from './reliability.ts';
import type { RollupMeasure, RollupRow } from './rollup.ts';

export interface ReliabilityReportOptions {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly counts: ReliabilityCounts;
  /** The rows of the period before. */
  readonly before: ReliabilityCounts;
  /** How many failures and recoveries the report lists. @default 50 */
  readonly most?: number;
}

/** Makes the report of a period, for example of a week, against the period before. It reads counts and no events. */
export function reliabilityReport(options: ReliabilityReportOptions): ReliabilityReport {
  requireOptionsAlways('reliabilityReport', options, {
    from: 'a number from 0 on',
    to: 'a number from 0 on',
    counts: 'an object',
    before: 'an object',
    most: 'a whole number from 0 on?',
  });

  const { from, to, counts, before, most = 50 } = options;
  const compare = <T>(figure: (of: ReliabilityCounts) => T): Compared<T> => ({
    now: figure(counts),
    before: figure(before),
  });
  const total = (measure: RollupMeasure, detail?: string): Compared =>
    compare(({ rows }) => sum(rowsOf(rows, measure, detail)));
  const time = (share: number): Compared<number | null> =>
    compare(({ rows }) => within(rowsOf(rows, 'recovery-time'), share));
  return {
    ...{ from, to },
    operations: total('operation'),
    operationsFailed: total('operation', 'failed'),
    requests: total('request'),
    requestsFailed: total('request', 'failed'),
    sessionsAffected: compare(({ sessions }) => sessions),
    retries: total('retry'),
    recovered: total('recovery', 'recovered'),
    givenUp: total('recovery', 'given-up'),
    recoveryRate: compare(({ rows }) => rateOf(rows)),
    recoveryP50Ms: time(0.5),
    recoveryP95Ms: time(0.95),
    costMicros: total('cost'),
    failures: failuresOf(counts, before).slice(0, most),
    recoveries: recoveriesOf(counts.rows).slice(0, most),
    releases: releasesOf(counts.rows).slice(0, most),
  };
}

const failureKey = (operation: string, code: string): string => `${operation}\n${code}`;

const failuresBy = ({ rows }: ReliabilityCounts): ReadonlyMap<string, number> =>
  sumBy(rowsOf(rows, 'failure'), ({ operation, detail }) => failureKey(operation, detail));

const sessionsBy = ({ affected }: ReliabilityCounts): ReadonlyMap<string, number> =>
  new Map(affected.map(({ operation, code, sessions }) => [failureKey(operation, code), sessions]));

function failuresOf(
  counts: ReliabilityCounts,
  before: ReliabilityCounts,
): readonly ReportedFailure[] {
  const [now, then] = [failuresBy(counts), failuresBy(before)];
  const [reached, reachedThen] = [sessionsBy(counts), sessionsBy(before)];
  return [...now]
    .map(([key, count]) => {
      const [operation = '', code = ''] = key.split('\n');
      return {
        ...{ operation, code },
        count: { now: count, before: then.get(key) ?? 0 },
        sessions: { now: reached.get(key) ?? 0, before: reachedThen.get(key) ?? 0 },
      };
    })
    .toSorted(
      (one, other) =>
        other.count.now - one.count.now ||
        compareTexts(one.operation, other.operation) ||
        compareTexts(one.code, other.code),
    );
}

function recoveriesOf(rows: readonly RollupRow[]): readonly ReportedRecovery[] {
  const times = rowsOf(rows, 'recovery-time');
  const recoveries = rowsOf(rows, 'recovery');
  return [...sumBy(recoveries, ({ operation }) => operation)]
    .map(([operation, count]) => {
      const isOf = (row: RollupRow): boolean => row.operation === operation;
      const recovered = sum(rowsOf(recoveries.filter(isOf), 'recovery', 'recovered'));
      const own = times.filter(isOf);
      return {
        ...{ operation, recovered, givenUp: count - recovered, rate: recovered / count },
        ...{ p50Ms: within(own, 0.5), p95Ms: within(own, 0.95) },
      };
    })
    .toSorted(
      (one, other) =>
        other.recovered + other.givenUp - one.recovered - one.givenUp ||
        compareTexts(one.operation, other.operation),
    );
}

function releasesOf(rows: readonly RollupRow[]): readonly ReportedRelease[] {
  const failures = sumBy(rowsOf(rows, 'failure'), ({ release }) => release);
  return [...sumBy(rowsOf(rows, 'report'), ({ release }) => release)]
    .map(([release, reports]) => ({ release, reports, failures: failures.get(release) ?? 0 }))
    .toSorted(
      (one, other) =>
        other.failures - one.failures ||
        other.reports - one.reports ||
        compareTexts(one.release, other.release),
    );
}

function rateOf(rows: readonly RollupRow[]): number | null {
  const ended = sum(rowsOf(rows, 'recovery'));
  return ended === 0 ? null : sum(rowsOf(rows, 'recovery', 'recovered')) / ended;
}

function within(rows: readonly RollupRow[], share: number): number | null {
  return percentileOf(bucketsOf(rows), share) ?? null;
}

function rowsOf(
  rows: readonly RollupRow[],
  measure: RollupMeasure,
  detail?: string,
): readonly RollupRow[] {
  return rows.filter(
    (row) => row.measure === measure && (detail === undefined || row.detail === detail),
  );
}

function sum(rows: readonly RollupRow[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}

function sumBy(
  rows: readonly RollupRow[],
  keyOf: (row: RollupRow) => string,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.count);
  return sums;
}

const compareTexts = (one: string, other: string): number =>
  Number(one > other) - Number(one < other);
