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

const notice = {
  ...{ title: 'Saving fails', severity: 'warning', state: 'firing', dedupKey: 'k', at: 1_500 },
};
const payloadOf = (body: unknown, id?: string): unknown => parsed(body, id)[2];

it.each([
  ['debug', 'debug'],
  ['info', 'info'],
  ['warning', 'warning'],
  ['critical', 'fatal'],
])('a notice that is %s has the level %s', (severity, level) => {
  expect(payloadOf({ ...notice, severity })).toMatchObject({ level, tags: { state: 'firing' } });
});

it('a notice tells its text, its source and its pages', () => {
  const whole = {
    ...{ ...notice, text: 'Forty sessions.', source: 'fireside' },
    ...{ runbook: 'https://wiki.test/r', link: 'https://app.test/l' },
  };
  expect(payloadOf(whole)).toMatchObject({
    timestamp: 1.5,
    message: { formatted: 'Saving fails\nForty sessions.' },
    tags: { state: 'firing', source: 'fireside' },
    extra: { runbook: 'https://wiki.test/r', link: 'https://app.test/l' },
  });
});

it('a notice that has no more than it needs says no more', () => {
  expect(payloadOf(notice)).toMatchObject({ message: { formatted: 'Saving fails' }, extra: {} });
  const { tags, extra } = payloadOf(notice) as Record<'tags' | 'extra', object>;
  expect([Object.keys(tags), Object.keys(extra)]).toEqual([['state'], []]);
});

it('an event without a failure is a message, without a session, a release or an operation', () => {
  const plain = {
    ...{ id: ID, severity: 'info', release: '', session: '' },
    event: { type: 'draft.changed', at: 2_000, draft: 'hero', state: 'saved' },
  };
  const payload = payloadOf(plain) as Readonly<Record<string, object>>;
  expect(payload).toMatchObject({
    ...{ level: 'info', release: '1.0.0', fingerprint: ['holdfast', 'draft.changed'] },
    message: { formatted: expect.any(String) as string },
    tags: { type: 'draft.changed' },
  });
  expect(payload).not.toHaveProperty('exception');
  expect(payload).not.toHaveProperty('transaction');
  expect(Object.keys(payload['tags'] ?? {})).toEqual(['type']);
  expect(Object.keys(payload['contexts'] ?? {})).toEqual(['trace']);
});

it('an id is kept where it is a UUID in any form, and becomes a digest otherwise', () => {
  const digits = ID.replaceAll('-', '');
  expect(sentryIdOf(ID.toUpperCase())).toBe(digits);
  expect(sentryIdOf(digits)).toBe(digits);
  for (const id of [`x${digits}`, `${digits}0`, digits.slice(1), 'an id of the app']) {
    expect(sentryIdOf(id)).toMatch(/^[\da-f]{32}$/);
    expect(digits).not.toContain(sentryIdOf(id).slice(0, 16));
  }
});
