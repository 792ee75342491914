import {
  bucketsOf,
  percentileOf,
  type RollupMeasure,
  type RollupRange,
  type RollupRow,
} from '@holdfast/server/monitoring';
import type { MetricPoint, MetricsReport, RequestOutcome } from '../../contract/metrics.ts';
import { grouped } from './grouped.ts';

export interface MetricsOf {
  readonly rows: readonly RollupRow[];
  /** The sessions that a failure reached, in each step and in the whole time. */
  readonly affected?: {
    readonly steps: readonly { readonly minute: number; readonly sessions: number }[];
    readonly total: number;
    readonly byCode: ReadonlyMap<string, number>;
  };
  readonly range: Required<RollupRange>;
}

export interface MetricsFilter {
  readonly operation?: string | undefined;
  readonly outcome?: RequestOutcome | undefined;
}

/** Makes points of counts: one for each step, also for a step without counts. */
export function metricsReport(
  { rows, affected, range }: MetricsOf,
  { operation, outcome }: MetricsFilter = {},
): Omit<MetricsReport, 'costs'> {
  const { from, to, stepMs } = range;
  const sessions = new Map(affected?.steps.map((one) => [one.minute, one.sessions]));
  const wanted = rows.filter(
    (row) =>
      (operation === undefined || row.operation === operation) &&
      (outcome === undefined || isOf(row, outcome)),
  );
  const byStep = grouped(wanted, ({ minute }) => minute);
  const points: MetricPoint[] = [];
  for (let at = Math.floor(from / stepMs) * stepMs; at < to; at += stepMs) {
    points.push(pointOf(at, byStep.get(at) ?? [], sessions.get(at)));
  }
  return {
    ...{ from, to, stepMs, points, total: pointOf(from, wanted, affected?.total) },
    errors: errorsOf(wanted, affected?.byCode),
    operations: operationsOf(rows),
  };
}

/** Only requests and their latencies have outcomes, so the filter keeps all reports of pages. */
function isOf({ measure, detail }: RollupRow, outcome: RequestOutcome): boolean {
  if (measure === 'request') return detail === outcome;
  return measure !== 'request-time' || detail.startsWith(`${outcome}:`);
}

function pointOf(at: number, rows: readonly RollupRow[], sessionsAffected = 0): MetricPoint {
  const of = (measure: RollupMeasure, detail?: string): number =>
    sum(rows.filter((row) => row.measure === measure && (detail ?? row.detail) === row.detail));
  const time = (measure: RollupMeasure, share: number): number | null =>
    percentileOf(bucketsOf(rows.filter((row) => row.measure === measure)), share) ?? null;
  return {
    at,
    requests: of('request'),
    refused: of('request', 'refused'),
    failed: of('request', 'failed'),
    p50Ms: time('request-time', 0.5),
    p95Ms: time('request-time', 0.95),
    p99Ms: time('request-time', 0.99),
    transactionP95Ms: time('transaction', 0.95),
    retries: of('retry'),
    recovered: of('recovery', 'recovered'),
    givenUp: of('recovery', 'given-up'),
    recoveryP50Ms: time('recovery-time', 0.5),
    recoveryP95Ms: time('recovery-time', 0.95),
    circuitsOpened: of('circuit', 'open'),
    cacheHits: of('cache'),
    sessionsAffected,
  };
}

function errorsOf(
  rows: readonly RollupRow[],
  sessions?: ReadonlyMap<string, number>,
): MetricsReport['errors'] {
  const byCode = grouped(
    rows.filter(({ measure }) => measure === 'error'),
    ({ detail }) => detail,
  );
  return [...byCode]
    .map(([code, all]) => ({ code, count: sum(all), sessions: sessions?.get(code) ?? 0 }))
    .toSorted((one, other) => other.count - one.count);
}

function operationsOf(rows: readonly RollupRow[]): MetricsReport['operations'] {
  const byName = grouped(
    rows.filter(({ operation }) => operation !== ''),
    ({ operation }) => operation,
  );
  return [...byName]
    .map(([name, all]) => {
      const requests = all.filter(({ measure }) => measure === 'request');
      return {
        name,
        count: sum(requests),
        failed: sum(requests.filter(({ detail }) => detail === 'failed')),
        p95Ms:
          percentileOf(bucketsOf(all.filter(({ measure }) => measure === 'request-time')), 0.95) ??
          null,
      };
    })
    .toSorted((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

const sum = (rows: readonly RollupRow[]): number =>
  rows.reduce((total, { count }) => total + count, 0);
