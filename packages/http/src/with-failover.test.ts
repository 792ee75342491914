import { Failure, type Transport } from '@holdfast/core';
import type { Answer, TransportRequest } from '@holdfast/core/parts';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createFailover } from '@holdfast/core/health';
import { createVirtualPlatform, jsonAnswer } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { withFailover } from './with-failover.ts';

const request = (more: Partial<TransportRequest> = {}): TransportRequest => ({
  ...{ method: 'GET', url: '/api/notes?a=b', headers: {}, body: null },
  ...more,
});
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => error,
  );

/** Two servers, and the behaviour of each: a status, or no answer. */
function servers(...script: (number | 'lost' | 'refused')[]) {
  const asked: string[] = [];
  const cancelled: string[] = [];
  const send = async ({ url }: TransportRequest): Promise<Answer> => {
    asked.push(url);
    const next = script[asked.length - 1] ?? 200;
    if (next === 'lost') throw new Failure(NETWORK_FAILED);
    if (next === 'refused') throw new Failure(NETWORK_FAILED, { effect: 'none' });
    return jsonAnswer(url, next);
  };
  const inner: Transport = {
    send,
    open: async (given) => {
      const { body: _, ...head } = await send(given);
      return {
        ...head,
        body: new ReadableStream({ cancel: () => void cancelled.push(given.url) }),
      };
    },
  };
  const failover = createFailover({
    urls: ['https://one.test/v1', 'https://two.test/'],
    platform: createVirtualPlatform(),
    consecutiveFailures: 1,
  });
  const transport = withFailover(inner, failover, { baseUrl: '/api/' });
  return { asked, cancelled, inner, failover, transport };
}
const [ONE, TWO] = ['https://one.test/v1/notes?a=b', 'https://two.test/notes?a=b'];

describe('a transport with several servers', () => {
  it('asks only the preferred server while that works', async () => {
    const { transport, asked } = servers();
    expect((await transport.send(request())).status).toBe(200);
    expect(asked).toEqual([ONE]);
  });

  it.each<[string, number | 'lost' | 'refused', Partial<TransportRequest>, boolean]>([
    ['a read that was lost', 'lost', {}, true],
    ['a read that a broken server answered', 503, {}, true],
    ['a read of a missing thing', 404, {}, false],
    ['a read that was limited', 429, {}, false],
    ['a write that was certainly not sent', 'refused', { method: 'POST' }, true],
    ['a write that may have been taken', 'lost', { method: 'POST' }, false],
    ['a write that a broken server answered', 503, { method: 'POST' }, false],
    ['a write with a key', 'lost', { method: 'POST', headers: { 'idempotency-key': '"k"' } }, true],
    ['a write that is idempotent', 'lost', { method: 'PUT' }, true],
    ['a method that no server knows', 501, {}, false],
  ])('%s', async (_title, first, more, goesOn) => {
    const { transport, asked } = servers(first);
    await rejection(transport.send(request(more)));
    expect(asked).toEqual(goesOn ? [ONE, TWO] : [ONE]);
  });

  it('leaves out a server that failed, until it answers again', async () => {
    const { transport, asked, failover } = servers(503);
    await transport.send(request());
    await transport.send(request());
    expect(asked).toEqual([ONE, TWO, TWO]);
    expect(failover.getSnapshot().status).toBe('degraded');
  });

  it('gives the last answer when all servers are broken', async () => {
    const answer = await servers(503, 502).transport.send(request());
    expect(answer.status).toBe(502);
  });

  it('fails with the failure of the last server when that server gave no answer', async () => {
    const error = await rejection(servers(503, 'lost').transport.send(request()));
    expect(error).toMatchObject({ code: 'NETWORK_FAILED' });
  });

  it('sends a request to another address unchanged', async () => {
    const { transport, asked, inner, failover } = servers();
    await transport.send(request({ url: '/apiary' }));
    await withFailover(inner, failover).send(request({ url: '//else.test/x' }));
    await withFailover(inner, failover).send(request({ url: 'https://else.test/' }));
    expect(asked).toEqual(['/apiary', '//else.test/x', 'https://else.test/']);
  });

  it('asks no other server for an address that one of them has given', async () => {
    const { transport, asked } = servers(503, 503);
    const told = request({ url: '/api/streams/1' });
    expect((await transport.send(told, { pinned: true })).status).toBe(503);
    expect((await transport.open?.(told, { pinned: true }))?.status).toBe(503);
    expect(asked).toEqual(['/api/streams/1', '/api/streams/1']);
  });

  it('opens an answer in the same way, and releases an answer that it does not hand on', async () => {
    const { transport, asked, cancelled, inner, failover } = servers(503);
    expect((await transport.open?.(request()))?.status).toBe(200);
    expect([asked, cancelled]).toEqual([[ONE, TWO], [ONE]]);
    expect(withFailover({ send: inner.send }, failover).open).toBeUndefined();
  });
});

/** Two servers, of which some never answer. */
const silent = (...urls: string[]) => {
  const platform = createVirtualPlatform();
  const asked: string[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const inner: Transport = {
    send(given, sendOptions) {
      asked.push(given.url);
      signals.push(sendOptions?.signal);
      return urls.some((url) => given.url.startsWith(url))
        ? new Promise(() => {})
        : Promise.resolve(jsonAnswer('here'));
    },
  };
  const failover = createFailover({
    urls: ['https://one.test/v1', 'https://two.test/'],
    platform,
  });
  const transport = withFailover(inner, failover, {
    ...{ baseUrl: '/api/', platform, answerWithinMs: 5_000 },
  });
  return { platform, asked, signals, transport };
};

describe('a server that stays silent', () => {
  it('is given up for the next server after its time, and its request is aborted', async () => {
    const { platform, asked, signals, transport } = silent('https://one.test');
    const answer = transport.send(request());
    await platform.advance(4_999);
    expect(asked).toHaveLength(1);
    await platform.advance(1);
    expect((await answer).status).toBe(200);
    expect([asked.length, signals[0]?.aborted, platform.pending()]).toEqual([2, true, 0]);
  });

  it('keeps a write that may have arrived and has no key from going to the next server', async () => {
    const { platform, asked, transport } = silent('https://one.test');
    const failed = rejection(transport.send(request({ method: 'POST' })));
    await platform.advance(5_000);
    expect(await failed).toMatchObject({ code: 'TIMEOUT', effect: 'unknown' });
    expect(asked).toHaveLength(1);
  });

  it('fails by name when it is the last', async () => {
    const { platform, transport } = silent('https://one.test', 'https://two.test');
    const failed = rejection(transport.send(request()));
    await platform.advance(10_000);
    expect(await failed).toMatchObject({ code: 'TIMEOUT' });
  });
});
