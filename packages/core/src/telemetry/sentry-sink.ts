import { requireOptions } from '#options';
import type { Severity } from '../failures/failure-kind.ts';
import { describeEvent, severityOf } from './describe-event.ts';
import type { TelemetrySink } from './telemetry-event.ts';

type Level = 'debug' | 'info' | 'warning' | 'fatal';

/** The part of Sentry that is used; the app brings the library, and may load it late. */
export interface SentryLike {
  addBreadcrumb(crumb: {
    category: string;
    message: string;
    level: Level;
    timestamp: number;
    data?: Record<string, unknown>;
  }): void;
  captureEvent(event: {
    message: string;
    level: Level;
    fingerprint: string[];
    tags: Record<string, string>;
    contexts: Record<string, Record<string, unknown>>;
  }): void;
}

export interface SentrySinkOptions {
  /** Failures of these severities become events of their own; every other becomes a breadcrumb. @default ['critical'] */
  readonly report?: readonly Severity[];
}

const LEVEL = { debug: 'debug', info: 'info', warning: 'warning', critical: 'fatal' } as const;

/**
 * Leaves a breadcrumb in Sentry for each event, and reports an event of a severe failure as an event of its own,
 * grouped by failure code. An event holds no input, output, header or credential.
 */
export function sentrySink(sentry: SentryLike, options: SentrySinkOptions = {}): TelemetrySink {
  requireOptions('sentrySink', options, {
    report: 'a list?',
  });
  const { report = ['critical'] } = options;
  return (event) => {
    const severity = severityOf(event);
    const { type: category, at, incidentId } = event;
    const failure = 'failure' in event ? event.failure : undefined;
    const message = describeEvent(event);
    const level = LEVEL[severity];
    if (!failure || !report.includes(severity)) {
      sentry.addBreadcrumb({ category, message, level, timestamp: at / 1000 });
      return;
    }
    const { code, family, details } = failure;
    sentry.captureEvent({
      message,
      level,
      fingerprint: ['holdfast', category, code],
      tags: { code, family, ...(incidentId !== undefined && { incidentId }) },
      contexts: { failure: { ...failure, ...(details && { details: { ...details } }) } },
    });
  };
}
