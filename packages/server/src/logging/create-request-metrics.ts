import { createMetrics, type MetricsSnapshot } from '@holdfast/core/telemetry';
import type { Observable } from '@holdfast/core';
import { requireOptionsAlways } from '@holdfast/core/parts';
import type { LogSink } from './request-log.ts';
import type { ServerLog } from './server-log.ts';
import { toTelemetry } from './to-telemetry.ts';
import { tellApp } from './web-tell.ts';

export interface RequestMetricsOptions {
  readonly log: ServerLog;
}

export interface RequestMetrics extends Observable<MetricsSnapshot> {
  /** Counts a request, and passes its line on to the log. */
  readonly request: LogSink;
  /** Writes the counts so far to the log, as the event `metrics`. */
  report(): void;
}

/** Counts failures by code, and latencies by percentile, of the requests of a server. */
export function createRequestMetrics(options: RequestMetricsOptions): RequestMetrics {
  requireOptionsAlways('createRequestMetrics', options, {
    log: 'an object with request, event',
  });

  const { log } = options;
  const { sink, getSnapshot, subscribe } = createMetrics();
  const count = toTelemetry([sink]);
  return {
    getSnapshot,
    subscribe,
    request(line) {
      count(line);
      tellApp(log.request, line);
    },
    report() {
      const { failures, latency } = getSnapshot();
      log.event('info', 'metrics', {
        fields: { ...failures.byCode, authFailures: failures.auth, ...latency.operations },
      });
    },
  };
}
