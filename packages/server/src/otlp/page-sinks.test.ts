import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { openTelemetryLogSink, openTelemetrySink } from '@holdfast/core/telemetry';
import {
  InMemoryLogRecordExporter,
  LoggerProvider,
  SimpleLogRecordProcessor,
} from '@opentelemetry/sdk-logs';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { expect, it } from 'vitest';

const failure = new Failure(catalogue.UNAVAILABLE).toJSON();

it('the sink for meters feeds the SDK of OpenTelemetry, with buckets that seconds fall into', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter });
  const provider = new MeterProvider({ readers: [reader] });
  const sink = openTelemetrySink(provider.getMeter('app'));
  const attempt = { type: 'attempt.settled', at: 0, name: 'list' } as const;
  sink({ ...attempt, attempt: 1, durationMs: 40, failure, delayMs: 100 });
  sink({ ...attempt, attempt: 2, durationMs: 3_000 });
  await reader.forceFlush();
  const metrics = exporter.getMetrics()[0]?.scopeMetrics[0]?.metrics ?? [];
  await provider.shutdown();
  const failed = { 'error.type': 'UNAVAILABLE', 'holdfast.failure.family': 'api' };
  expect(metrics.map(({ descriptor, dataPoints }) => [descriptor, dataPoints])).toMatchObject([
    [
      { name: 'holdfast.attempt.duration', unit: 's' },
      [
        {
          attributes: { 'holdfast.name': 'list', ...failed },
          value: { sum: 0.04, buckets: { boundaries: expect.arrayContaining([0.025, 0.05]) } },
        },
        { attributes: { 'holdfast.name': 'list' }, value: { sum: 3 } },
      ],
    ],
    [{ name: 'holdfast.retries', unit: '{retry}' }, [{ value: 1, attributes: failed }]],
  ]);
});

it('the sink for loggers writes records of the SDK of OpenTelemetry', async () => {
  const exporter = new InMemoryLogRecordExporter();
  const provider = new LoggerProvider({ processors: [new SimpleLogRecordProcessor({ exporter })] });
  const sink = openTelemetryLogSink(provider.getLogger('app'));
  sink({ type: 'boundary.caught', at: 2_500, boundary: 'cast', failure });
  await provider.forceFlush();
  const records = exporter.getFinishedLogRecords();
  expect(records).toMatchObject([
    {
      hrTime: [2, 500_000_000],
      severityNumber: 13,
      eventName: 'holdfast.boundary.caught',
      attributes: { 'holdfast.boundary': 'cast', 'error.type': 'UNAVAILABLE' },
    },
  ]);
  await provider.shutdown();
});
