import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { UNAVAILABLE } from '../failures/kinds/http.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { openTelemetrySink } from './open-telemetry-sink.ts';
import type { MeterLike } from './open-telemetry-sink.ts';
import { sentrySink } from './sentry-sink.ts';
import type { SentryLike } from './sentry-sink.ts';

const failure = new Failure(UNAVAILABLE, { incidentId: 'i1' }).toJSON();
const defect = new Failure(DEFECT, { incidentId: 'i2' }).toJSON();

describe('the OpenTelemetry sink', () => {
  it('feeds histograms and counters, with attributes that have few values', () => {
    const told: unknown[] = [];
    const meter: MeterLike = {
      createCounter: (name) => ({
        add: (value, attributes) => void told.push([name, value, attributes]),
      }),
      createHistogram: (name) => ({
        record: (value, attributes) => void told.push([name, value, attributes]),
      }),
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
    expect(told).toEqual([
      ['holdfast.attempt.duration', 5, { name: 'list', code, family }],
      ['holdfast.retries', 1, { name: 'list', code }],
      ['holdfast.attempt.duration', 6, { name: 'list' }],
      ['holdfast.operation.duration', 7, { operation: 'list', outcome: 'live' }],
      ['holdfast.incident.duration', 8, { name: 'list', code, recovered: true }],
      ['holdfast.changes', 1, { type: 'circuit.changed', state: 'open' }],
      ['holdfast.changes', 1, { type: 'boundary.caught', code: 'DEFECT', family: defect.family }],
    ]);
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
