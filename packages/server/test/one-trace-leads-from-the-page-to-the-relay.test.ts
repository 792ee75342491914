import { defineWrite, fetchTransport } from '@holdfast/core';
import { requestScope } from '@holdfast/server/hono';
import { httpSink, requestTrace } from '@holdfast/server/relay';
import { createDevice } from '@holdfast/testing';
import { serveLoopback } from '@holdfast/testing/node';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';

const addNote = defineWrite('note.add', {
  input: z.string(),
  request: (text) => ({ method: 'POST', path: 'notes', json: { text } }),
  lane: () => 'notes',
  offline: 'queue',
});

const PAGE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

it('one trace leads from the page through its outbox and the log of the server to the receiver of an event', async () => {
  const arrived: string[] = [];
  const receiver = await serveLoopback((request, response) => {
    arrived.push(String(request.headers['traceparent']));
    response.end();
  });
  onTestFinished(() => receiver.close());
  const sink = httpSink({
    ...{ name: 'hook', url: receiver.url, privateNetwork: true },
    render: ({ body }) => ({ body: JSON.stringify(body) }),
  });

  const traces: unknown[] = [];
  const sends: string[] = [];
  const app = new Hono();
  app.use(requestScope({ log: ({ traceId }) => void traces.push(traceId) }));
  app.post('/notes', async (c) => {
    sends.push(c.req.header('traceparent') ?? '');
    if (sends.length === 1) return c.json({ status: 503 }, 503);
    const event = {
      ...{ sink: 'hook', topic: 'note', key: 'k', id: 'e1', body: {} },
      ...{ position: 1, attempt: 1, enqueuedAt: 0, traceparent: requestTrace(c.req.raw) },
    };
    const { signal } = new AbortController();
    expect(await sink.send([event], { signal })).toEqual([{ outcome: 'done' }]);
    return c.json({});
  });

  const fetch = async (...given: Parameters<typeof globalThis.fetch>): Promise<Response> =>
    app.fetch(new Request(...given));
  const device = createDevice({
    transport: fetchTransport({ fetch }),
    baseUrl: 'http://server.test/',
  });
  device.goOffline();
  const outcome = await device.holdfast.run(addNote, 'hi', { traceparent: PAGE });
  expect(outcome.kind).toBe('queued');
  device.goOnline();
  // The first send fails, and the outbox sends again.
  await expect.poll(() => traces.length).toBe(1);
  await device.platform.advance(5_000);
  await expect.poll(() => arrived.length).toBe(1);

  const spans = [PAGE, ...sends, ...arrived];
  const traceId = PAGE.slice(3, 35);
  expect(spans.map((span) => span.slice(3, 35))).toEqual([traceId, traceId, traceId, traceId]);
  expect(traces).toEqual([traceId, traceId]);
  // Each hop is a span of its own.
  expect(new Set(spans).size).toBe(spans.length);
});
