import type { TelemetryEvent, TelemetrySink } from './telemetry-event.ts';

type Attributes = Record<string, string | number | boolean>;

/** The part of an OpenTelemetry `Meter` that is used; the app brings the library. */
export interface MeterLike {
  createCounter(
    name: string,
    options?: { description?: string; unit?: string },
  ): {
    add(value: number, attributes?: Attributes): void;
  };
  createHistogram(
    name: string,
    options?: { description?: string; unit?: string },
  ): {
    record(value: number, attributes?: Attributes): void;
  };
}

/** Feeds counters and histograms of an OpenTelemetry meter. Names begin with `holdfast.`. */
export function openTelemetrySink(meter: MeterLike): TelemetrySink {
  const attempts = meter.createHistogram('holdfast.attempt.duration', { unit: 'ms' });
  const operations = meter.createHistogram('holdfast.operation.duration', { unit: 'ms' });
  const retries = meter.createCounter('holdfast.retries');
  const recoveries = meter.createHistogram('holdfast.incident.duration', { unit: 'ms' });
  const changes = meter.createCounter('holdfast.changes');

  return (event) => {
    switch (event.type) {
      case 'attempt.settled': {
        const { name, durationMs, failure, delayMs } = event;
        attempts.record(durationMs, { name, ...codeOf(event) });
        if (delayMs !== undefined) retries.add(1, { name, code: failure?.code ?? 'none' });
        return;
      }
      case 'operation.settled': {
        const { operation, outcome, durationMs } = event;
        operations.record(durationMs, { operation, outcome, ...codeOf(event) });
        return;
      }
      case 'incident.closed': {
        const { name, code, recovered, durationMs } = event;
        recoveries.record(durationMs, { name, code, recovered });
        return;
      }
      default: {
        const state = 'state' in event ? { state: event.state } : {};
        changes.add(1, { type: event.type, ...state, ...codeOf(event) });
      }
    }
  };
}

function codeOf(event: TelemetryEvent): Attributes {
  if (!('failure' in event) || !event.failure) return {};
  const { code, family } = event.failure;
  return { code, family };
}
