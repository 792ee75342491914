import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RelayedEvent } from '../relay-event.ts';
import type { RelayVerdict } from '../relay-sink.ts';
import { httpSink, type HttpMessage, type HttpSinkOptions } from './http-sink.ts';
import { startReceiver, type HttpReceiver } from './http-receiver.contract.ts';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

let receiver: HttpReceiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => receiver.behave({ status: 200 }));
afterAll(() => receiver.close());

const event: RelayedEvent = {
  ...{ sink: 'hook', topic: 'note', key: 'k', position: 1, body: { a: 1 } },
  ...{ id: 'e1', attempt: 1, enqueuedAt: 0 },
};

const thrown = (): never => {
  throw new TypeError('no such body');
};
const withWrongHeader = (): HttpMessage => ({ body: '', headers: { 'x-id': 'two\r\nlines' } });

async function sent(
  options: Partial<HttpSinkOptions> = {},
  events: readonly RelayedEvent[] = [event],
): Promise<readonly RelayVerdict[]> {
  const sink = httpSink({
    ...{ name: 'hook', url: receiver.url, privateNetwork: true, platform: createVirtualPlatform() },
    render: ({ body }) => ({ body: JSON.stringify(body) }),
    ...options,
  });
  return sink.send(events, { signal: new AbortController().signal });
}

it('posts what the sink renders, as a span of its own in the trace of the event', async () => {
  await sent({}, [{ ...event, traceparent: TRACE }]);
  await sent({}, [{ ...event, traceparent: TRACE }]);
  const told = receiver.messages.map(({ headers }) => String(headers['traceparent']));
  expect(receiver.messages[0]).toMatchObject({
    body: '{"a":1}',
    headers: { 'content-type': 'application/json' },
  });
  expect(new Set([TRACE, ...told]).size).toBe(3);
  expect(new Set([TRACE, ...told].map((one) => one.slice(0, 36))).size).toBe(1);
});

it('follows no redirect, because the new address is not the configured one', async () => {
  const location = `${receiver.url}/elsewhere`;
  receiver.behave({ status: 307, headers: { location } });
  expect(await sent()).toMatchObject([{ outcome: 'blocked', failure: { status: 307 } }]);
  expect(receiver.messages).toHaveLength(1);
});

it('reads no more of a long answer than it needs', async () => {
  receiver.behave({ status: 200, body: 'x'.repeat(50_000_000) });
  expect(await sent()).toEqual([{ outcome: 'done' }]);
});

it('believes the status of an answer whose body was cut', async () => {
  receiver.behave('cuts the answer');
  expect(await sent()).toEqual([{ outcome: 'done' }]);
});

it('sends no message that is too long or that it cannot render', async () => {
  expect(await sent({ maxBodyBytes: 6 })).toMatchObject([
    { outcome: 'dead', failure: { code: 'BODY_TOO_LARGE', details: { limitBytes: 6 } } },
  ]);
  expect(await sent({ render: thrown })).toMatchObject([
    { outcome: 'dead', failure: { code: 'DEFECT' } },
  ]);
  const unknown = new Failure(catalogue.REQUEST_INVALID);
  const refusing = (): never => {
    throw unknown;
  };
  expect(await sent({ render: refusing })).toEqual([{ outcome: 'dead', failure: unknown }]);
  expect(await sent({ render: withWrongHeader })).toMatchObject([
    { outcome: 'dead', failure: { code: 'REQUEST_UNSENDABLE' } },
  ]);
  expect(receiver.messages).toHaveLength(0);
});

it.each([
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://localhost/',
  'https://[::ffff:10.0.0.1]/',
])('connects to no private network without `privateNetwork`: %s', async (url) => {
  const [verdict] = await sent({ url, privateNetwork: false });
  expect(verdict).toMatchObject({ outcome: 'blocked', failure: { code: 'DEFECT' } });
});

it.each([
  '',
  'not an address of T0KEN',
  'ftp://host/T0KEN',
  'https://user:T0KEN@host/',
  'http://host/T0KEN',
])('refuses a wrong address, and does not show it in the error: %s', (url) => {
  const make = () => httpSink({ name: 'hook', url, render: () => ({ body: '' }) });
  expect(make).toThrow(
    expect.objectContaining({
      code: 'DEFECT',
      details: { remedy: expect.not.stringContaining('T0KEN') },
    }),
  );
});

it.each([
  ['nothing', undefined],
  ['a body that is no text', { body: { a: 1 } }],
  ['a header without a value', { body: '', headers: { 'x-id': undefined } }],
])(
  'ends an event for which the app renders %s, so that no other waits for it',
  async (_, given) => {
    expect(await sent({ render: () => given as unknown as HttpMessage })).toMatchObject([
      { outcome: 'dead' },
    ]);
  },
);

it('sends no event whose app cannot say whether it may be sent again', async () => {
  receiver.messages.length = 0;
  expect(await sent({ resendUncertain: thrown })).toMatchObject([
    { outcome: 'dead', failure: { code: 'DEFECT' } },
  ]);
  expect(receiver.messages).toEqual([]);
});

it('believes the status of a refusal that the app cannot read', async () => {
  receiver.behave({ status: 503, body: 'busy' });
  expect(await sent({ wordOf: thrown })).toMatchObject([
    { outcome: 'retry', failure: { status: 503 } },
  ]);
});
