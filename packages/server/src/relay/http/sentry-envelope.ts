import { describeEvent } from '@holdfast/core/telemetry';
import { traceIdOf, type Severity } from '@holdfast/core/parts';
import { sha256Now } from '../../digest/sha256-now.ts';
import type { RelayedEvent } from '../relay-event.ts';
import type { RelayedReport } from '../relayed-report.ts';

export interface SentryFacts {
  readonly environment?: string | undefined;
  readonly release?: string | undefined;
}

type Told = Exclude<RelayedReport, { readonly kind: 'rollups' }>;

const LEVEL = { debug: 'debug', info: 'info', warning: 'warning', critical: 'fatal' } as const;

/** An envelope of Sentry with one event: three lines. A repeat has the same id, by which Sentry drops it. */
export function sentryEnvelope(
  relayed: RelayedEvent,
  report: Told,
  sentAt: number,
  facts: SentryFacts,
): string {
  const eventId = sentryIdOf(relayed.id);
  const payload = JSON.stringify({
    event_id: eventId,
    platform: 'javascript',
    logger: 'holdfast',
    ...(facts.environment !== undefined && { environment: facts.environment }),
    ...(facts.release !== undefined && { release: facts.release }),
    ...contextsOf(relayed, report),
    ...(report.kind === 'notice' ? ofNotice(report) : ofEvent(report)),
  });
  const length = Buffer.byteLength(payload);
  return [
    JSON.stringify({ event_id: eventId, sent_at: new Date(sentAt).toISOString() }),
    JSON.stringify({ type: 'event', length, content_type: 'application/json' }),
    payload,
  ].join('\n');
}

/** 32 hexadecimal digits: the UUID of an event, or a digest of another id. */
export function sentryIdOf(id: string): string {
  const digits = id.replaceAll('-', '').toLowerCase();
  return /^[\da-f]{32}$/.test(digits) ? digits : sha256Now(id).slice(0, 32);
}

function ofNotice({ notice }: Extract<Told, { readonly kind: 'notice' }>): object {
  const { title, text, severity, state, at, dedupKey, fields = [], runbook, link, source } = notice;
  const isOver = state === 'resolved';
  return {
    timestamp: at / 1000,
    level: isOver ? 'info' : LEVEL[severity],
    message: { formatted: text === undefined ? title : `${title}\n${text}` },
    fingerprint: ['holdfast', dedupKey],
    tags: { state, ...(source !== undefined && { source }) },
    extra: {
      ...Object.fromEntries(fields.map(({ name, value }) => [name, value])),
      ...(runbook !== undefined && { runbook }),
      ...(link !== undefined && { link }),
    },
  };
}

function ofEvent({
  reported,
  release,
  session,
}: Extract<Told, { readonly kind: 'event' }>): object {
  const { event, severity } = reported;
  const failure = 'failure' in event ? event.failure : undefined;
  const operation = 'operation' in event ? event.operation : undefined;
  const message = describeEvent(event);
  return {
    timestamp: event.at / 1000,
    level: LEVEL[severity satisfies Severity],
    fingerprint: ['holdfast', event.type, ...(failure ? [failure.code] : [])],
    ...(failure
      ? { exception: { values: [{ type: failure.code, value: message }] } }
      : { message: { formatted: message } }),
    ...(operation !== undefined && { transaction: operation }),
    ...(release !== '' && { release }),
    tags: {
      type: event.type,
      ...(failure && { code: failure.code, family: failure.family }),
      ...(event.incidentId !== undefined && { incidentId: event.incidentId }),
      ...(session !== '' && { session }),
    },
  };
}

function contextsOf({ traceparent }: RelayedEvent, report: Told): object {
  const traceId = traceIdOf(traceparent);
  const trace = traceId !== undefined && { trace_id: traceId, span_id: traceparent?.slice(36, 52) };
  const event = report.kind === 'event' ? report.reported.event : undefined;
  const failure = event && 'failure' in event ? event.failure : undefined;
  return { contexts: { ...(trace && { trace }), ...(failure && { failure }) } };
}
