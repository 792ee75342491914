import { ValueType } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  type DataPoint,
  type Histogram,
  type MetricData,
  type ResourceMetrics,
} from '@opentelemetry/sdk-metrics';
import { bucketIn, durationOfBucket } from '../monitoring/latency-buckets.ts';
import type { RollupRow } from '../monitoring/rollup.ts';
import { hrTimeOf } from './otlp-log.ts';
import { SCOPE } from './otlp-resource.ts';
import { INSTRUMENTS, type Instrument } from './rollup-instruments.ts';

/** The rows that have something in common. There is at least one. */
type Group = readonly [RollupRow, ...RollupRow[]];
type Attributes = Record<string, string>;
type Duration = Extract<Instrument, { readonly kind: 'duration' }>;

const MINUTE_MS = 60_000;
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60];

/**
 * Counts by the minute as metrics of OpenTelemetry. Each point holds the count that one minute added, and the times of
 * that minute.
 */
export function rollupMetrics(
  rows: readonly RollupRow[],
  resource: ResourceMetrics['resource'],
): ResourceMetrics {
  const metrics = [...grouped(rows, ({ measure }) => measure)].flatMap(([measure, ofMeasure]) =>
    metricsOf(INSTRUMENTS[measure], ofMeasure),
  );
  return { resource, scopeMetrics: [{ scope: SCOPE, metrics }] };
}

/** None for a measure of another version. */
function metricsOf(instrument: Instrument | undefined, rows: readonly RollupRow[]): MetricData[] {
  switch (instrument?.kind) {
    case 'counter':
      return [counter(instrument, rows)];
    case 'duration':
      return [histogram(instrument, rows)];
    case 'mean':
      return means(instrument, rows);
    default:
      return [];
  }
}

function counter(
  { name, unit, operation, detail = '' }: Extract<Instrument, { readonly kind: 'counter' }>,
  rows: readonly RollupRow[],
): MetricData {
  return {
    ...head(name, unit),
    dataPointType: DataPointType.SUM,
    isMonotonic: true,
    dataPoints: rows.map((row) => ({
      ...timesOf(row),
      attributes: attributesOf(row, { [operation]: row.operation, [detail]: row.detail }),
      value: row.count,
    })),
  };
}

function histogram(instrument: Duration, rows: readonly RollupRow[]): MetricData {
  // A sum that is no number would make the collector refuse the whole request.
  const lasting = rows.filter(({ detail }) => bucketIn(detail) !== undefined);
  const points = grouped(lasting, ({ minute, operation, release, detail }) =>
    JSON.stringify([minute, operation, release, wordOf(detail)]),
  );
  return {
    ...head(instrument.name, 's'),
    dataPointType: DataPointType.HISTOGRAM,
    dataPoints: [...points.values()].map((ofPoint) => histogramPoint(instrument, ofPoint)),
  };
}

function histogramPoint({ operation, detail = '' }: Duration, rows: Group): DataPoint<Histogram> {
  const [first] = rows;
  const counts = Array.from({ length: SECONDS.length + 1 }, () => 0);
  let [count, sum] = [0, 0];
  for (const row of rows) {
    const seconds = durationOfBucket(bucketIn(row.detail) ?? 0) / 1000;
    const place = SECONDS.findIndex((boundary) => seconds <= boundary);
    const bucket = place === -1 ? SECONDS.length : place;
    counts[bucket] = (counts[bucket] ?? 0) + row.count;
    count += row.count;
    sum += row.count * seconds;
  }
  const named = { [operation]: first.operation, [detail]: wordOf(first.detail) };
  return {
    ...timesOf(first),
    attributes: attributesOf(first, named),
    value: { buckets: { boundaries: SECONDS, counts }, count, sum },
  };
}

function means(
  { name, unit }: Extract<Instrument, { readonly kind: 'mean' }>,
  rows: readonly RollupRow[],
): MetricData[] {
  const samplesOf = ({ minute, operation, release }: RollupRow): number =>
    rows.find(
      (row) =>
        row.detail === 'samples' &&
        row.minute === minute &&
        row.operation === operation &&
        row.release === release,
    )?.count ?? 1;
  const sums = grouped(
    rows.filter(({ detail }) => detail !== 'samples'),
    ({ detail }) => detail,
  );
  return [...sums].map(([detail, ofDetail]) => ({
    ...head(`${name}.${detail}`, unit),
    dataPointType: DataPointType.GAUGE,
    dataPoints: ofDetail.map((row) => ({
      ...timesOf(row),
      attributes: attributesOf(row, { 'holdfast.name': row.operation }),
      value: row.count / Math.max(1, samplesOf(row)),
    })),
  }));
}

const wordOf = (detail: string): string => detail.split(':').slice(0, -1).join(':');

function head(
  name: string,
  unit: string,
): Pick<MetricData, 'descriptor' | 'aggregationTemporality'> {
  return {
    descriptor: { name, unit, description: '', valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.DELTA,
  };
}

function timesOf({ minute }: RollupRow): Pick<DataPoint<number>, 'startTime' | 'endTime'> {
  return { startTime: hrTimeOf(minute), endTime: hrTimeOf(minute + MINUTE_MS) };
}

function grouped<TKey extends string>(
  rows: readonly RollupRow[],
  keyOf: (row: RollupRow) => TKey,
): Map<TKey, Group> {
  const groups = new Map<TKey, [RollupRow, ...RollupRow[]]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** Without what is empty. */
function attributesOf({ release }: RollupRow, named: Attributes): Attributes {
  const all = Object.entries({ ...named, 'holdfast.release': release });
  return Object.fromEntries(all.filter(([name, value]) => name !== '' && value !== ''));
}
