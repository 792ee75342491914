import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { parseEnvelope } from '@sentry/core';
import { expect, it } from 'vitest';
import { parseReport } from '../relayed-report.ts';
import { sentryEnvelope, sentryIdOf } from './sentry-envelope.ts';

const ID = '0190c5b0-7f3a-7abc-8def-0123456789ab';
const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const relayed = {
  ...{ sink: 's', topic: 't', key: 'k', id: ID, position: 1, attempt: 1, enqueuedAt: 0 },
  traceparent: TRACE,
};
const failure = new Failure(catalogue.UNAVAILABLE, { incidentId: 'i1' }).toJSON();
const reported = {
  ...{ id: ID, severity: 'critical', release: '1.4.0', session: 'p1' },
  event: {
    ...{ type: 'operation.settled', at: 2_000, operation: 'character.save', outcome: 'failed' },
    ...{ durationMs: 12, incidentId: 'i1', failure },
  },
};

function parsed(body: unknown, id = ID): unknown[] {
  const report = parseReport(body) as Exclude<ReturnType<typeof parseReport>, undefined>;
  if (report.kind === 'rollups') throw new Error('no event');
  const facts = { environment: 'production', release: '1.0.0' };
  const text = sentryEnvelope({ ...relayed, id, body }, report, 3_000, facts);
  const [header, items] = parseEnvelope(text);
  return [header, ...items.flat()].map((part) =>
    part instanceof Uint8Array ? JSON.parse(Buffer.from(part).toString('utf8')) : part,
  );
}

it('is an envelope that Sentry reads, with one event of the failure', () => {
  const id = ID.replaceAll('-', '');
  expect(parsed(reported)).toMatchObject([
    { event_id: id, sent_at: '1970-01-01T00:00:03.000Z' },
    { type: 'event', content_type: 'application/json' },
    {
      event_id: id,
      timestamp: 2,
      level: 'fatal',
      environment: 'production',
      release: '1.4.0',
      transaction: 'character.save',
      exception: { values: [{ type: 'UNAVAILABLE' }] },
      fingerprint: ['holdfast', 'operation.settled', 'UNAVAILABLE'],
      tags: { code: 'UNAVAILABLE', incidentId: 'i1', session: 'p1' },
      contexts: {
        trace: { trace_id: TRACE.slice(3, 35), span_id: TRACE.slice(36, 52) },
        failure: { code: 'UNAVAILABLE' },
      },
    },
  ]);
});

it('groups the notices of one trouble, and gives a repeat the same id', () => {
  const notice = {
    ...{ title: 'Saving fails', severity: 'warning', state: 'resolved', dedupKey: 'k', at: 1_000 },
    fields: [{ name: 'Sessions', value: 'Ö' }],
  };
  const [first, again] = [parsed(notice, 'an id of the app'), parsed(notice, 'an id of the app')];
  expect(first).toEqual(again);
  expect(first[2]).toMatchObject({
    ...{ level: 'info', fingerprint: ['holdfast', 'k'], release: '1.0.0' },
    ...{ message: { formatted: 'Saving fails' }, extra: { Sessions: 'Ö' } },
  });
  expect(sentryIdOf('an id of the app')).toMatch(/^[\da-f]{32}$/);
});
