import type { TelemetryEvent, TelemetrySink } from '@holdfast/core/telemetry';
import type { LogSink } from './request-log.ts';
import { tellApp } from './web-tell.ts';

/**
 * Tells sinks of telemetry about each answered request, in the vocabulary of pages. So `createMetrics` counts a server
 * as it counts a page: failures by code and family, outcomes, and latencies by percentile.
 */
export function toTelemetry(sinks: readonly TelemetrySink[]): LogSink {
  return ({ time, method, route, status, durationMs, incidentId, failure }) => {
    const event: TelemetryEvent = {
      type: 'operation.settled',
      at: time + durationMs,
      incidentId,
      operation: `${method} ${route}`,
      outcome: status < 400 ? 'live' : 'failed',
      durationMs,
      ...(failure ? { failure } : {}),
    };
    for (const sink of sinks) tellApp(sink, event);
  };
}
