import { requireOptions } from '#options';
import type { Severity } from '../failures/failure-kind.ts';
import { describeEvent, severityOf } from './describe-event.ts';
import { failureAttributes, type Attributes } from './open-telemetry-attributes.ts';
import type { TelemetryEvent, TelemetrySink } from './telemetry-event.ts';

/** A record of a log, as OpenTelemetry takes it. */
export interface LogRecordLike {
  timestamp: Date;
  severityNumber: number;
  severityText: string;
  eventName: string;
  body: string;
  attributes: Attributes;
}

/** The part of an OpenTelemetry `Logger` that is used; the app brings the library. */
export interface LoggerLike {
  emit(record: LogRecordLike): void;
}

export interface OpenTelemetryLogSinkOptions {
  /** The lowest severity that becomes a record. @default 'info' */
  readonly from?: Severity;
}

const SEVERITY = {
  debug: [5, 'DEBUG'],
  info: [9, 'INFO'],
  warning: [13, 'WARN'],
  critical: [21, 'FATAL'],
} as const;

/**
 * Writes each event as a record of an OpenTelemetry logger: a line that a human can read, and the members of the event
 * as attributes. Durations are in seconds, and `error.type` is the code of a failure.
 */
export function openTelemetryLogSink(
  logger: LoggerLike,
  options: OpenTelemetryLogSinkOptions = {},
): TelemetrySink {
  requireOptions('openTelemetryLogSink', options, {
    from: 'one of debug, info, warning, critical?',
  });
  const { from = 'info' } = options;
  return (event) => {
    const [severityNumber, severityText] = SEVERITY[severityOf(event)];
    if (severityNumber < SEVERITY[from][0]) return;
    logger.emit({
      // As a `Date`: OpenTelemetry would take a small number for a time since the page began.
      timestamp: new Date(event.at),
      ...{ severityNumber, severityText, eventName: `holdfast.${event.type}` },
      body: describeEvent(event),
      attributes: { ...ownAttributes(event), ...failureAttributes(event) },
    });
  };
}

/** `delayMs: 250` is `holdfast.delay: 0.25`, and `incidentId` is `holdfast.incident_id`. */
function ownAttributes(event: TelemetryEvent): Attributes {
  const attributes: Attributes = {};
  for (const [member, value] of Object.entries(event) as [string, unknown][]) {
    // The record has a name and a time.
    if (member === 'type' || member === 'at') continue;
    const name = member
      .replace(/Ms$/, '')
      .replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (typeof value === 'number') {
      attributes[`holdfast.${name}`] = member.endsWith('Ms') ? value / 1000 : value;
    } else if (typeof value === 'string' || typeof value === 'boolean') {
      attributes[`holdfast.${name}`] = value;
    }
  }
  return attributes;
}
