import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import type { RelayedEvent } from '../relay/relay-event.ts';
import { parseReport, type RelayedReport } from '../relay/relayed-report.ts';
import { hrTimeOf, otlpLog } from './otlp-log.ts';
import { otlpResource } from './otlp-resource.ts';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const relayed: RelayedEvent = {
  ...{ sink: 'otlp', topic: 'alerts', key: 'k', id: 'e1', position: 1, attempt: 1 },
  ...{ enqueuedAt: 2_500, body: undefined },
};
const resource = otlpResource({});
const recordOf = (body: unknown, more: Partial<RelayedEvent> = {}) => {
  const report = parseReport(body) as Exclude<RelayedReport, { readonly kind: 'rollups' }>;
  return otlpLog({ ...relayed, body, ...more }, report, resource);
};
const notice = {
  ...{ title: 'Saving fails', severity: 'critical', state: 'firing', dedupKey: 'k', at: 1_000 },
};

describe('a notice as a log record', () => {
  it.each([
    ['debug', 'firing', 5, 'DEBUG'],
    ['info', 'firing', 9, 'INFO'],
    ['warning', 'acknowledged', 13, 'WARN'],
    ['critical', 'firing', 21, 'FATAL'],
    // A trouble that is over is no longer severe.
    ['critical', 'resolved', 9, 'INFO'],
  ])('that is %s and %s has the severity %d', (severity, state, severityNumber, severityText) => {
    expect(recordOf({ ...notice, severity, state })).toMatchObject({
      ...{ severityNumber, severityText },
      attributes: { 'holdfast.notice.state': state },
    });
  });

  it('has the topic as its source and no more than it was given', () => {
    expect(recordOf(notice)).toEqual({
      ...{ severityNumber: 21, severityText: 'FATAL', eventName: 'holdfast.notice' },
      ...{ body: 'Saving fails', hrTime: [1, 0], hrTimeObserved: [2, 500_000_000] },
      ...{ droppedAttributesCount: 0, resource },
      instrumentationScope: { name: '@holdfast/server' },
      attributes: {
        ...{ 'holdfast.notice.state': 'firing', 'holdfast.notice.key': 'k' },
        ...{ 'holdfast.notice.source': 'alerts', 'log.record.uid': 'e1' },
      },
    });
  });

  it('has its text, its fields and its pages', () => {
    const whole = {
      ...{ ...notice, text: 'Forty sessions.', source: 'fireside' },
      ...{ runbook: 'https://wiki.test/r', link: 'https://app.test/l' },
      fields: [{ name: 'sessions', value: '40' }],
    };
    expect(recordOf(whole)).toMatchObject({
      body: 'Saving fails\nForty sessions.',
      attributes: {
        'holdfast.notice.source': 'fireside',
        'holdfast.notice.runbook': 'https://wiki.test/r',
        'holdfast.notice.link': 'https://app.test/l',
        'holdfast.notice.field.sessions': '40',
      },
    });
  });

  it('stands in the trace of its event, if there is one', () => {
    expect(recordOf(notice)).not.toHaveProperty('spanContext');
    expect(recordOf(notice, { traceparent: TRACE }).spanContext).toEqual({
      ...{ traceId: TRACE.slice(3, 35), spanId: TRACE.slice(36, 52), traceFlags: 1 },
    });
  });
});

it('an event without a release and a session has neither', () => {
  const event = {
    ...{ type: 'operation.settled', at: 2_000, operation: 'a', outcome: 'failed', durationMs: 1 },
    ...{ incidentId: 'i1', failure: new Failure(catalogue.UNAVAILABLE).toJSON() },
  };
  const reported = { id: 'e2', severity: 'warning', release: '', session: '', event };
  const { attributes, severityText } = recordOf(reported);
  expect(severityText).toBe('WARN');
  expect(attributes).toMatchObject({ 'error.type': 'UNAVAILABLE' });
  expect(Object.keys(attributes)).not.toContain('holdfast.release');
  expect(Object.keys(attributes)).not.toContain('session.id');
});

it.each([
  [0, [0, 0]],
  [1_000, [1, 0]],
  [1_999.5, [1, 999_500_000]],
])('%d ms are %j in seconds and nanoseconds', (ms, time) => {
  expect(hrTimeOf(ms)).toEqual(time);
});
