import { failureAttributes, type Attributes } from './open-telemetry-attributes.ts';
import type { TelemetrySink } from './telemetry-event.ts';

interface InstrumentOptions {
  description?: string;
  unit?: string;
  advice?: { explicitBucketBoundaries?: number[] };
}

/** The part of an OpenTelemetry `Meter` that is used; the app brings the library. */
export interface MeterLike {
  createCounter(
    name: string,
    options?: InstrumentOptions,
  ): {
    add(value: number, attributes?: Attributes): void;
  };
  createHistogram(
    name: string,
    options?: InstrumentOptions,
  ): {
    record(value: number, attributes?: Attributes): void;
  };
}

// The buckets of OpenTelemetry for HTTP requests, and longer ones for calls with retries. Without them a library
// assumes milliseconds.
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60];

/**
 * Feeds counters and histograms of an OpenTelemetry meter. Names begin with `holdfast.`, durations are in seconds, and
 * `error.type` is the code of a failure.
 */
export function openTelemetrySink(meter: MeterLike): TelemetrySink {
  const duration = (of: string): ((ms: number, attributes: Attributes) => void) => {
    const advice = { explicitBucketBoundaries: SECONDS };
    const histogram = meter.createHistogram(`holdfast.${of}.duration`, { unit: 's', advice });
    return (ms, attributes) => histogram.record(ms / 1000, attributes);
  };
  const attempts = duration('attempt');
  const operations = duration('operation');
  const recoveries = duration('incident');
  const retries = meter.createCounter('holdfast.retries', { unit: '{retry}' });
  const changes = meter.createCounter('holdfast.changes', { unit: '{change}' });

  return (event) => {
    const error = failureAttributes(event);
    switch (event.type) {
      case 'attempt.settled': {
        const { name, durationMs, delayMs } = event;
        const attributes = { 'holdfast.name': name, ...error };
        attempts(durationMs, attributes);
        if (delayMs !== undefined) retries.add(1, attributes);
        return;
      }
      case 'operation.settled': {
        const { operation, outcome, durationMs } = event;
        const attributes = { 'holdfast.operation': operation, 'holdfast.outcome': outcome };
        operations(durationMs, { ...attributes, ...error });
        return;
      }
      case 'incident.closed': {
        const { name, code, recovered, durationMs } = event;
        const attributes = { 'holdfast.name': name, 'holdfast.recovered': recovered };
        recoveries(durationMs, { ...attributes, 'error.type': code });
        return;
      }
      default: {
        const state = 'state' in event ? { 'holdfast.state': event.state } : {};
        changes.add(1, { 'holdfast.event': event.type, ...state, ...error });
      }
    }
  };
}
