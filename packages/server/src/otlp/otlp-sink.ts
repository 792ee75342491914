import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { peek, requireOptionsAlways } from '@holdfast/core/parts';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { defect, refuseUnless } from '../mistakes/defect.ts';
import { requireText } from '../mistakes/require-value.ts';
import { httpVerdict } from '../relay/http/http-verdict.ts';
import { parseReport, type RelayedReport } from '../relay/relayed-report.ts';
import type { RelayedEvent } from '../relay/relay-event.ts';
import type { RelaySink, RelayVerdict } from '../relay/relay-sink.ts';
import { otlpLog } from './otlp-log.ts';
import { otlpResource, type ResourceAttributes } from './otlp-resource.ts';
import { rollupMetrics } from './rollup-metrics.ts';

export interface OtlpSinkOptions {
  /** The name of the sink, which events name. */
  readonly name: string;
  /** The address of a collector without the path of a signal, such as `http://localhost:4318`. */
  readonly url: string;
  /** The headers that the collector requires, for example a token. They are secret. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** @default `{ 'service.name': 'unknown_service' }` */
  readonly resource?: ResourceAttributes;
  /**
   * The deadline of one attempt, in milliseconds. The exporter retries a request after about a second, so with this
   * default at most once. @default 2_000
   */
  readonly timeoutMs?: number;
  /** The most events of one request. @default 100 */
  readonly maxBatch?: number;
}

interface Exporter<T> {
  export(items: T, done: (result: { code: number; error?: Error }) => void): void;
  shutdown(): Promise<void>;
}
type Result = { readonly status: number } | { readonly error: unknown };
type Item = readonly [RelayedEvent, RelayedReport];

/**
 * Exports to a collector of OpenTelemetry: notices and events that pages reported as logs, and `{ rollups: rows }` as
 * metrics. The exporters are OpenTelemetry's own.
 */
export function otlpSink(options: OtlpSinkOptions): RelaySink {
  requireOptionsAlways('otlpSink', options, {
    name: 'anything',
    url: 'anything',
    headers: 'an object?',
    resource: 'an object?',
    timeoutMs: 'a number above 0?',
    maxBatch: 'a whole number above 0?',
  });

  const { name, headers = {}, timeoutMs = 2_000, maxBatch = 100 } = options;
  requireText('otlpSink', { name }, 'events name their sink by it');
  const base = addressOf(options.url);
  const resource = otlpResource({ 'service.name': 'unknown_service', ...options.resource });
  // With a kept connection, the sink could not tell whether the request or only the idle connection failed.
  const httpAgentOptions = { keepAlive: false };
  const common = { headers: { ...headers }, timeoutMillis: timeoutMs, httpAgentOptions };
  const logs: Exporter<ReadableLogRecord[]> = new OTLPLogExporter({
    ...common,
    url: `${base}/v1/logs`,
  });
  const metrics = new OTLPMetricExporter({ ...common, url: `${base}/v1/metrics` });
  let isClosed = false;

  async function exportAll(items: readonly Item[], signal: AbortSignal): Promise<RelayVerdict> {
    const records = items.flatMap(([event, report]) =>
      report.kind === 'rollups' ? [] : [otlpLog(event, report, resource)],
    );
    const rows = items.flatMap(([, report]) => (report.kind === 'rollups' ? report.rows : []));
    const sent = [
      ...(records.length > 0 ? [exported(logs, records)] : []),
      ...(rows.length > 0 ? [exported(metrics, rollupMetrics(rows, resource))] : []),
    ];
    const results = await Promise.race([Promise.all(sent), abortOf(signal)]);
    const verdicts = results.map((result) => verdictOf(result));
    return verdicts.find(({ outcome }) => outcome !== 'done') ?? { outcome: 'done' };
  }

  async function exportEach(items: readonly Item[], signal: AbortSignal): Promise<RelayVerdict[]> {
    if (items.length === 0) return [];
    const verdict = await exportAll(items, signal);
    if (verdict.outcome !== 'dead' || items.length === 1) return items.map(() => verdict);
    // When the collector refuses one item, it refuses the whole request.
    return (await Promise.all(items.map((item) => exportEach([item], signal)))).flat();
  }

  return {
    name,
    maxBatch,
    async send(events, { signal }) {
      if (isClosed || signal.aborted) return events.map(() => stopped('none'));
      const items = events.map((event) => [event, parseReport(event.body)] as const);
      const known = items.filter((item): item is Item => item[1] !== undefined);
      const verdicts = (await exportEach(known, signal)).values();
      return items.map(([, report]) =>
        report ? (verdicts.next().value ?? stopped('unknown')) : strange(),
      );
    },
    async close() {
      isClosed = true;
      await Promise.all([logs.shutdown(), metrics.shutdown()]);
    },
  };
}

function exported<T>(exporter: Exporter<T>, items: T): Promise<Result> {
  return new Promise((resolve) => {
    exporter.export(items, ({ code, error }) => {
      const status = peek(error, 'code');
      if (code === 0) resolve({ status: 200 });
      else resolve(typeof status === 'number' ? { status } : { error });
    });
  });
}

/** Resolves when the relay stops. The exporter cannot be stopped: its request goes on until its deadline. */
function abortOf(signal: AbortSignal): Promise<readonly Result[]> {
  return new Promise((resolve) => {
    const end = (): void => resolve([{ error: signal.reason }]);
    signal.addEventListener('abort', end, { once: true });
  });
}

function verdictOf(result: Result): RelayVerdict {
  const rules = { now: 0, resendUncertain: true };
  if ('status' in result) return httpVerdict({ ...result, headers: {}, text: '' }, rules);
  const { error } = result;
  const message = String(peek(error, 'message'));
  if (peek(error, 'name') === 'AbortError') return stopped('unknown');
  // For these two, the exporter gives only a sentence and no code.
  if (message === 'Export failed with retryable status') {
    return httpVerdict({ status: 503, headers: {}, text: '' }, rules);
  }
  const ended = /timed? ?out/i.test(message) ? 'late' : undefined;
  return httpVerdict({ error, isSent: true }, { ...rules, ended });
}

function stopped(effect: 'none' | 'unknown'): RelayVerdict {
  return { outcome: 'retry', failure: new Failure(catalogue.ABORTED, { effect, retry: 'later' }) };
}

function strange(): RelayVerdict {
  const remedy =
    'otlpSink: enqueue a `RelayNotice`, an event of a page, or `{ rollups: rows }` as the body of the event.';
  return { outcome: 'dead', failure: defect(remedy) };
}

/** Reads the address. An error about a wrong address must not contain the address. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  refuseUnless(
    url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.username === '',
    'otlpSink: give `url` the address of a collector, such as `http://localhost:4318`.',
  );
  return url.href.replace(/\/$/, '');
}
