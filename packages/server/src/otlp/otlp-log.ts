import { openTelemetryLogSink, type TelemetryEvent } from '@holdfast/core/telemetry';
import { traceIdOf, type Severity } from '@holdfast/core/parts';
import { SeverityNumber } from '@opentelemetry/api';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { RelayedEvent } from '../relay/relay-event.ts';
import type { RelayedReport } from '../relay/relayed-report.ts';
import type { RelayNotice } from '../relay/relay-notice.ts';
import { SCOPE } from './otlp-resource.ts';

type Told = Exclude<RelayedReport, { readonly kind: 'rollups' }>;
type Facts = Pick<ReadableLogRecord, 'severityNumber' | 'severityText' | 'body' | 'eventName'> & {
  readonly at: number;
  readonly attributes: Record<string, string | number | boolean>;
};

const SEVERITY = {
  debug: [SeverityNumber.DEBUG, 'DEBUG'],
  info: [SeverityNumber.INFO, 'INFO'],
  warning: [SeverityNumber.WARN, 'WARN'],
  critical: [SeverityNumber.FATAL, 'FATAL'],
} as const satisfies Record<Severity, readonly [SeverityNumber, string]>;

/** A notice or a reported event as a record of OpenTelemetry's logs, with the names that a page would give it. */
export function otlpLog(
  { id, enqueuedAt, traceparent, topic }: RelayedEvent,
  report: Told,
  resource: ReadableLogRecord['resource'],
): ReadableLogRecord {
  const { at, attributes, ...facts } =
    report.kind === 'notice' ? ofNotice(report.notice, topic) : ofEvent(report);
  return {
    ...facts,
    hrTime: hrTimeOf(at),
    hrTimeObserved: hrTimeOf(enqueuedAt),
    // A receiver that counts may drop a repeat by this id.
    attributes: { ...attributes, 'log.record.uid': id },
    droppedAttributesCount: 0,
    instrumentationScope: SCOPE,
    resource,
    ...(traceparent !== undefined && spanOf(traceparent)),
  };
}

function spanOf(traceparent: string): Pick<ReadableLogRecord, 'spanContext'> {
  const traceId = traceIdOf(traceparent);
  if (traceId === undefined) return {};
  return { spanContext: { traceId, spanId: traceparent.slice(36, 52), traceFlags: 1 } };
}

/** Seconds and nanoseconds. */
export function hrTimeOf(ms: number): [number, number] {
  const seconds = Math.floor(ms / 1000);
  return [seconds, Math.round((ms - seconds * 1000) * 1e6)];
}

function ofNotice(notice: RelayNotice, topic: string): Facts {
  const { title, text, severity, state, dedupKey, at, fields = [], runbook, link } = notice;
  const isOver = state === 'resolved';
  const [severityNumber, severityText] = SEVERITY[isOver ? 'info' : severity];
  const named = fields.map(({ name, value }) => [`holdfast.notice.field.${name}`, value] as const);
  return {
    ...{ at, severityNumber, severityText, eventName: 'holdfast.notice' },
    body: text === undefined ? title : `${title}\n${text}`,
    attributes: {
      ...Object.fromEntries(named),
      'holdfast.notice.state': state,
      'holdfast.notice.key': dedupKey,
      'holdfast.notice.source': notice.source ?? topic,
      ...(runbook !== undefined && { 'holdfast.notice.runbook': runbook }),
      ...(link !== undefined && { 'holdfast.notice.link': link }),
    },
  };
}

function ofEvent({ reported, release, session }: Extract<Told, { readonly kind: 'event' }>): Facts {
  const { attributes, ...record } = recordOf(reported.event);
  const [severityNumber, severityText] = SEVERITY[reported.severity];
  return {
    ...{ at: reported.event.at, severityNumber, severityText },
    ...{ body: record.body, eventName: record.eventName },
    attributes: {
      ...attributes,
      ...(release !== '' && { 'holdfast.release': release }),
      ...(session !== '' && { 'session.id': session }),
    },
  };
}

/** The record that the page's own sink would write, so that both have the same names. */
function recordOf(
  event: TelemetryEvent,
): Pick<Facts, 'body' | 'attributes'> & { eventName: string } {
  let written: ReturnType<typeof recordOf> = { body: '', eventName: '', attributes: {} };
  const logger = { emit: (record: ReturnType<typeof recordOf>) => void (written = record) };
  openTelemetryLogSink(logger, { from: 'debug' })(event);
  return written;
}
