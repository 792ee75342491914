import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { UNAVAILABLE } from '../failures/kinds/http.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { openTelemetryLogSink, type LogRecordLike } from './open-telemetry-log-sink.ts';
import { openTelemetrySink } from './open-telemetry-sink.ts';
import type { MeterLike } from './open-telemetry-sink.ts';
import { sentrySink } from './sentry-sink.ts';
import type { SentryLike } from './sentry-sink.ts';

const failure = new Failure(UNAVAILABLE, { incidentId: 'i1' }).toJSON();
const defect = new Failure(DEFECT, { incidentId: 'i2' }).toJSON();

describe('the OpenTelemetry sink', () => {
  it('feeds histograms and counters, with attributes that have few values', () => {
    const told: unknown[] = [];
    const units: unknown[] = [];
    const meter: MeterLike = {
      createCounter: (name, options) => {
        units.push([name, options?.unit]);
        return { add: (value, attributes) => void told.push([name, value, attributes]) };
      },
      createHistogram: (name, options) => {
        units.push([name, options?.unit]);
        return { record: (value, attributes) => void told.push([name, value, attributes]) };
      },
    };
    const sink = openTelemetrySink(meter);
    sink({
      type: 'attempt.settled',
      at: 0,
      name: 'list',
      attempt: 1,
      durationMs: 5,
      failure,
      delayMs: 9,
    });
    sink({ type: 'attempt.settled', at: 0, name: 'list', attempt: 2, durationMs: 6 });
    sink({ type: 'operation.settled', at: 0, operation: 'list', outcome: 'live', durationMs: 7 });
    sink({
      type: 'incident.closed',
      at: 0,
      name: 'list',
      code: 'UNAVAILABLE',
      recovered: true,
      durationMs: 8,
      failures: 1,
    });
    sink({ type: 'circuit.changed', at: 0, name: 'api', state: 'open' });
    sink({ type: 'boundary.caught', at: 0, boundary: 'cast', failure: defect });
    const { code, family } = failure;
    const named = { 'holdfast.name': 'list' };
    const failed = { 'error.type': code, 'holdfast.failure.family': family };
    const recovered = { 'error.type': code, 'holdfast.recovered': true };
    const live = { 'holdfast.operation': 'list', 'holdfast.outcome': 'live' };
    expect(told).toEqual([
      ['holdfast.attempt.duration', 0.005, { ...named, ...failed }],
      ['holdfast.retries', 1, { ...named, ...failed }],
      ['holdfast.attempt.duration', 0.006, named],
      ['holdfast.operation.duration', 0.007, live],
      ['holdfast.incident.duration', 0.008, { ...named, ...recovered }],
      ['holdfast.changes', 1, { 'holdfast.event': 'circuit.changed', 'holdfast.state': 'open' }],
      [
        'holdfast.changes',
        1,
        {
          'holdfast.event': 'boundary.caught',
          'error.type': 'DEFECT',
          'holdfast.failure.family': defect.family,
        },
      ],
    ]);
    // Durations are in seconds, and counts are in the unit of the counted thing.
    expect(units).toEqual([
      ['holdfast.attempt.duration', 's'],
      ['holdfast.operation.duration', 's'],
      ['holdfast.incident.duration', 's'],
      ['holdfast.retries', '{retry}'],
      ['holdfast.changes', '{change}'],
    ]);
  });
});

describe('the log sink of OpenTelemetry', () => {
  it('writes a line for a human, with the members of the event as attributes', () => {
    const records: LogRecordLike[] = [];
    const sink = openTelemetryLogSink({ emit: (record) => void records.push(record) });
    sink({
      ...{ type: 'attempt.settled', at: 2_000, name: 'list', attempt: 1, durationMs: 5, failure },
      ...{ delayMs: 250, incidentId: 'i1' },
    });
    sink({ type: 'boundary.caught', at: 0, boundary: 'cast', failure: defect });
    expect(records).toEqual([
      {
        timestamp: new Date(2_000),
        severityNumber: 9,
        severityText: 'INFO',
        eventName: 'holdfast.attempt.settled',
        body: 'list attempt 1 failed after 5 ms (UNAVAILABLE 1033), again in 250 ms [i1]',
        attributes: {
          'holdfast.name': 'list',
          'holdfast.attempt': 1,
          'holdfast.duration': 0.005,
          'holdfast.delay': 0.25,
          'holdfast.incident_id': 'i1',
          'error.type': 'UNAVAILABLE',
          'holdfast.failure.family': 'api',
        },
      },
      expect.objectContaining({ severityNumber: 21, severityText: 'FATAL' }),
    ]);
  });

  it('writes from the severity that the app wants', () => {
    const names: string[] = [];
    const logger = { emit: ({ eventName }: LogRecordLike) => void names.push(eventName) };
    const started = { type: 'operation.started', at: 0, operation: 'list' } as const;
    openTelemetryLogSink(logger)(started);
    openTelemetryLogSink(logger, { from: 'debug' })(started);
    expect(names).toEqual(['holdfast.operation.started']);
  });
});

describe('the Sentry sink', () => {
  it('leaves breadcrumbs, and reports severe failures grouped by code', () => {
    const crumbs: Parameters<SentryLike['addBreadcrumb']>[0][] = [];
    const events: Parameters<SentryLike['captureEvent']>[0][] = [];
    const sink = sentrySink({
      addBreadcrumb: (crumb) => void crumbs.push(crumb),
      captureEvent: (event) => void events.push(event),
    });
    sink({ type: 'attempt.settled', at: 2_000, name: 'list', attempt: 1, durationMs: 5, failure });
    sink({ type: 'boundary.caught', at: 0, boundary: 'cast', failure: defect, incidentId: 'i2' });
    sink({ type: 'render.uncaught', at: 0, failure: defect });
    expect(crumbs).toMatchObject([{ category: 'attempt.settled', level: 'warning', timestamp: 2 }]);
    expect(events).toMatchObject([
      {
        level: 'fatal',
        fingerprint: ['holdfast', 'boundary.caught', 'DEFECT'],
        tags: { code: 'DEFECT', incidentId: 'i2' },
        contexts: { failure: { code: 'DEFECT' } },
      },
      { tags: { code: 'DEFECT' } },
    ]);
  });
});
