import type { Histogram, MetricData } from '@opentelemetry/sdk-metrics';
import { describe, expect, it } from 'vitest';
import { bucketOf } from '../monitoring/latency-buckets.ts';
import type { RollupRow } from '../monitoring/rollup.ts';
import { otlpResource } from './otlp-resource.ts';
import { rollupMetrics } from './rollup-metrics.ts';

const row = (more: Partial<RollupRow>): RollupRow => ({
  ...{ minute: 60_000, measure: 'failure', operation: 'list', detail: '', release: '1', count: 1 },
  ...more,
});
const metricsOf = (...rows: readonly RollupRow[]) =>
  rollupMetrics(rows, otlpResource({})).scopeMetrics[0]?.metrics ?? [];
const firstOf = (metric: MetricData | undefined) =>
  metric?.dataPoints[0]?.value as Histogram | undefined;
const lasting = (ms: number, more: Partial<RollupRow> = {}): RollupRow =>
  row({ measure: 'latency', detail: String(bucketOf(ms)), ...more });

it('a count has an attribute for each of its parts, and none for one that is empty', () => {
  const full = row({ detail: 'TIMEOUT', count: 3 });
  const empty = row({ measure: 'report', operation: '', release: '' });
  expect(metricsOf(full, empty)).toMatchObject([
    {
      descriptor: { name: 'holdfast.failures', unit: '{failure}' },
      isMonotonic: true,
      dataPoints: [
        {
          ...{ value: 3, startTime: [60, 0], endTime: [120, 0] },
          attributes: {
            ...{ 'holdfast.operation': 'list', 'error.type': 'TIMEOUT', 'holdfast.release': '1' },
          },
        },
      ],
    },
    { descriptor: { name: 'holdfast.reports' } },
  ]);
  const attributes = metricsOf(full, empty).map((metric) => metric.dataPoints[0]?.attributes);
  expect(attributes.map((names) => Object.keys(names ?? {}).length)).toEqual([3, 0]);
});

describe('durations', () => {
  it('are one histogram for each minute, operation, release and word', () => {
    const [metric] = metricsOf(
      lasting(40, { count: 2 }),
      lasting(3_000),
      lasting(40, { minute: 120_000 }),
      lasting(40, { release: '2' }),
    );
    expect(metric?.dataPoints.map(({ value }) => value)).toMatchObject([
      { count: 3 },
      { count: 1 },
      { count: 1 },
    ]);
    const told = firstOf(metric);
    // Buckets tell durations within a tenth.
    expect(Math.abs(Number(told?.sum) / 3.08 - 1)).toBeLessThan(0.1);
    // Two fall into the bucket up to 50 ms, and one into that up to five seconds.
    // These are the buckets that OpenTelemetry advises for seconds, and two more.
    expect(told?.buckets.boundaries).toEqual([
      ...[0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60],
    ]);
    expect(told?.buckets.counts).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
  });

  it('that fall between the same boundaries count together', () => {
    const [metric] = metricsOf(lasting(30, { count: 2 }), lasting(40, { count: 5 }));
    expect(firstOf(metric)?.buckets.counts).toEqual([
      ...[0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ]);
  });

  it('of more than a minute fall into the last bucket', () => {
    const [metric] = metricsOf(lasting(600_000));
    expect(firstOf(metric)?.buckets.counts.at(-1)).toBe(1);
  });

  it('have the word before their bucket as an attribute', () => {
    const [metric] = metricsOf(
      row({ measure: 'request-time', detail: `5xx:${bucketOf(40)}` }),
      row({ measure: 'request-time', detail: `2xx:${bucketOf(40)}` }),
    );
    expect(metric?.dataPoints.map(({ attributes }) => attributes['holdfast.outcome'])).toEqual([
      ...['5xx', '2xx'],
    ]);
  });
});

it('a word before the bucket may have colons, and has no attribute where its measure names none', () => {
  const detail = `a:b:${bucketOf(40)}`;
  const attributesOf = (more: Partial<RollupRow>) =>
    metricsOf(row({ detail, ...more }))[0]?.dataPoints[0]?.attributes;
  expect(attributesOf({ measure: 'transaction' })).toEqual({
    ...{ 'holdfast.operation': 'list', 'holdfast.outcome': 'a:b', 'holdfast.release': '1' },
  });
  expect(attributesOf({ measure: 'latency' })).toEqual({
    ...{ 'holdfast.operation': 'list', 'holdfast.release': '1' },
  });
  expect(attributesOf({ measure: 'report', detail: 'more' })).toEqual({
    ...{ 'holdfast.operation': 'list', 'holdfast.release': '1' },
  });
});

const memory = (detail: string, count: number, more: Partial<RollupRow> = {}): RollupRow =>
  row({ measure: 'memory', operation: 'web-1', detail, count, ...more });

describe('means', () => {
  it('are the sum of a minute by its samples', () => {
    const [metric, ...others] = metricsOf(
      ...[memory('bytes', 600), memory('samples', 3)],
      ...[memory('bytes', 50, { minute: 120_000 }), memory('samples', 5, { minute: 120_000 })],
      ...[memory('bytes', 8, { operation: 'web-2' }), memory('bytes', 9, { release: '2' })],
    );
    expect(metric).toMatchObject({ descriptor: { name: 'holdfast.server.memory.bytes' } });
    expect(others).toEqual([]);
    // Without a number of samples there was one.
    expect(metric?.dataPoints.map(({ value }) => value)).toEqual([200, 10, 8, 9]);
    expect(metric?.dataPoints[0]?.attributes).toEqual({
      ...{ 'holdfast.name': 'web-1', 'holdfast.release': '1' },
    });
  });

  it('divide by no number of samples that is zero', () => {
    const [metric] = metricsOf(memory('bytes', 600), memory('samples', 0));
    expect(metric?.dataPoints[0]?.value).toBe(600);
  });
});

it('a duration without a bucket is left out, beside those that have one', () => {
  const [metric] = metricsOf(
    ...['failed', 'NaN', ''].map((detail) => row({ measure: 'latency', detail })),
    row({ measure: 'latency', detail: '20' }),
  );
  expect(metric?.dataPoints.map(({ value }) => (value as Histogram).sum)).toEqual([
    expect.closeTo(0.035, 2),
  ]);
});

it('a measure of another version is left out', () => {
  expect(metricsOf(row({ measure: 'future' as RollupRow['measure'] }))).toEqual([]);
});
