import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startReceiver, type HttpReceiver } from './http/http-receiver.contract.ts';
import type { RelayedEvent } from './relay-event.ts';
import { telemetrySink } from './telemetry-sink.ts';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

let receiver: HttpReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

const bodies: readonly unknown[] = [
  { title: 'Saving fails', severity: 'critical', state: 'firing', dedupKey: 'rule-7', at: 1_000 },
  {
    ...{ id: 'e2', severity: 'warning', release: '1.4.0', session: 'page-9' },
    event: {
      ...{ type: 'operation.settled', at: 2_000, operation: 'character.save', outcome: 'failed' },
      ...{ durationMs: 12, incidentId: 'incident-3' },
      failure: new Failure(catalogue.UNAVAILABLE, { incidentId: 'incident-3' }).toJSON(),
    },
  },
  {
    rollups: [
      {
        ...{ minute: 60_000, measure: 'failure', operation: 'character.save' },
        ...{ detail: 'UNAVAILABLE', release: '1.4.0', count: 3 },
      },
    ],
  },
];

const events: readonly RelayedEvent[] = bodies.map((body, place) => ({
  ...{ sink: 'telemetry', topic: 'reports', key: `k${place}`, id: `e${place}`, body },
  ...{ position: 1, attempt: 1, enqueuedAt: 3_000, traceparent: TRACE },
}));

/** The whole code of an app for its telemetry. Only the configuration differs. */
async function report(target: string): Promise<{ paths: string[]; told: string }> {
  receiver.behave({ status: 200, body: '{}' });
  const sink = await telemetrySink({ name: 'telemetry', target, privateNetwork: true });
  const { signal } = new AbortController();
  for (const event of events) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    expect(await sink.send([event], { signal })).toEqual([{ outcome: 'done' }]);
  }
  await sink.close?.();
  const { messages } = receiver;
  return { paths: messages.map(({ path }) => path), told: messages.map(({ body }) => body).join() };
}

it('swaps OpenTelemetry for Sentry by the configuration alone, with the same events', async () => {
  const { host } = new URL(receiver.url);
  const openTelemetry = await report(`otlp:${receiver.url}`);
  const sentry = await report(`sentry:http://key@${host}/7`);
  expect(openTelemetry.paths).toEqual(['/v1/logs', '/v1/logs', '/v1/metrics']);
  expect(sentry.paths).toEqual(['/api/7/envelope/', '/api/7/envelope/']);
  const facts = ['Saving fails', 'rule-7', 'UNAVAILABLE', 'character.save', 'incident-3'];
  for (const fact of [...facts, '1.4.0', 'page-9', TRACE.slice(3, 35)]) {
    expect(openTelemetry.told).toContain(fact);
    expect(sentry.told).toContain(fact);
  }
});

it('tells either target the service, the release and the environment', async () => {
  const { host } = new URL(receiver.url);
  const facts = { service: 'stories', release: '9.8.7', environment: 'rehearsal' };
  const headers = { 'x-token': 'T0KEN' };
  const { signal } = new AbortController();
  const notice = events.slice(0, 1);
  receiver.behave({ status: 200, body: '{}' });
  for (const target of [`otlp:${receiver.url}`, `sentry:http://key@${host}/7`]) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    const sink = await telemetrySink({
      name: 't',
      target,
      privateNetwork: true,
      ...facts,
      headers,
    });
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await sink.send(notice, { signal });
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await sink.close?.();
  }
  const [openTelemetry, sentry] = receiver.messages;
  for (const fact of Object.values(facts)) expect(openTelemetry?.body).toContain(fact);
  expect(openTelemetry?.headers).toMatchObject(headers);
  for (const fact of ['9.8.7', 'rehearsal']) expect(sentry?.body).toContain(fact);
});

it('refuses an unknown target, and shows nothing of it', async () => {
  await expect(telemetrySink({ name: 't', target: 'https://T0KEN@host/7' })).rejects.toThrow(
    expect.objectContaining({
      code: 'DEFECT',
      details: { remedy: expect.not.stringContaining('T0KEN') },
    }),
  );
});
