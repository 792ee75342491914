import type { TelemetrySink } from '@holdfast/core/telemetry';
import type { LogSink } from './request-log.ts';

/**
 * Tells each answered request as an event of the vocabulary pages use, so that `createMetrics` counts a
 * server as it counts a page: failures by code and family (those of authentication and authorisation
 * among them), outcomes and latencies by percentile.
 */
export function toTelemetry(sink: TelemetrySink): LogSink {
  return ({ time, method, route, status, durationMs, incidentId, failure }) =>
    sink({
      type: 'operation.settled',
      at: time + durationMs,
      incidentId,
      operation: `${method} ${route}`,
      outcome: status < 400 ? 'live' : 'failed',
      durationMs,
      ...(failure ? { failure } : {}),
    });
}
