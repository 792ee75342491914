import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { catalogue, Failure } from '@holdfast/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RequestLog } from '../logging/request-log.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { nodeHandler } from './node-handler.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function setUp(handler: FetchHandler) {
  const lines: RequestLog[] = [];
  const url = await serve(nodeHandler(handler, { log: (line) => lines.push(line) }));
  return { url, lines };
}

const endless = (onCancel: () => void, pieceBytes: number, onPull: () => void) =>
  new Response(
    new ReadableStream({
      pull(controller) {
        onPull();
        controller.enqueue(new Uint8Array(pieceBytes));
      },
      cancel: onCancel,
    }),
  );

describe('a handler of the Fetch standard on node:http', () => {
  it('gets the request as it came, and its answer is sent as it is', async () => {
    const { url } = await setUp(async (request) => {
      const headers = new Headers({ 'x-method': request.method, 'x-url': request.url });
      headers.append('set-cookie', 'a=1');
      headers.append('set-cookie', 'b=2');
      return new Response(`got ${await request.text()}`, { status: 201, headers });
    });
    const answer = await fetch(`${url}/a?b=c`, { method: 'PUT', body: 'it' });
    expect([answer.status, await answer.text()]).toEqual([201, 'got it']);
    expect(answer.headers.get('x-method')).toBe('PUT');
    expect(answer.headers.get('x-url')).toBe(`${url}/a?b=c`);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(answer.headers.get('content-length')).toBe('6');
  });

  it.each([
    [200, ''],
    [204, null],
    [304, null],
    [200, 'x'.repeat(1_000_000)],
  ])('sends a body of any length: %i', async (status, body) => {
    const { url } = await setUp(() => new Response(body, { status }));
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([status, body ?? '']);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([status, '']);
  });

  it('sends the head of a stream before its first event', async () => {
    const events = new TransformStream<Uint8Array, Uint8Array>();
    const { url } = await setUp(() => new Response(events.readable));
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    const writer = events.writable.getWriter();
    void writer.write(new TextEncoder().encode('event'));
    void writer.close();
    expect(await answer.text()).toBe('event');
  });

  it('makes no more of a body than its reader takes, and stops when the reader leaves', async () => {
    let made = 0;
    const left = Promise.withResolvers<string>();
    const { url } = await setUp((request) => {
      const cancelled = new Promise<string>((resolve) => {
        request.signal.addEventListener('abort', () => resolve('aborted'));
      });
      return endless(
        () => left.resolve(cancelled),
        65_536,
        () => (made += 65_536),
      );
    });
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
    socket.pause().write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    let before = -1;
    await expect
      .poll(
        () => {
          const isStill = made > 0 && made === before;
          before = made;
          return isStill;
        },
        { interval: 100 },
      )
      .toBe(true);
    expect(made).toBeLessThan(50_000_000);
    socket.destroy();
    expect(await left.promise).toBe('aborted');
  });
});

type Case = readonly [what: string, handler: FetchHandler, status: number, code: unknown];

const errors: readonly Case[] = [
  ['a failure', () => Promise.reject(new Failure(catalogue.CONFLICT)), 409, 'CONFLICT'],
  ['an error', () => Promise.reject(new Error('secret')), 500, 'UNKNOWN'],
  ['what is no error', () => Promise.reject('secret'), 500, 'UNKNOWN'],
  [
    'at once',
    (): Response => {
      throw new TypeError('secret');
    },
    500,
    'DEFECT',
  ],
  ['an answer to nothing', () => undefined, 404, 'NOT_FOUND'],
  [
    'a header that cannot be sent',
    (): Response => new Response('', { headers: { a: '\u0001' } }),
    500,
    expect.any(String),
  ],
  [
    'a body that fails before it begins',
    (): Response =>
      new Response(new ReadableStream({ pull: () => Promise.reject(new Error('secret')) })),
    500,
    'UNKNOWN',
  ],
];

describe('an error that the app does not answer', () => {
  it.each(errors)(
    'is a problem with ids, and a line in the log: %s',
    async (_, handler, status, code) => {
      const { url, lines } = await setUp(handler);
      const answer = await fetch(url, { headers: { 'x-request-id': 'abcdefgh-12345678' } });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      const text = await answer.text();
      expect(text).not.toContain('secret');
      expect(JSON.parse(text)).toMatchObject({ code, requestId: 'abcdefgh-12345678' });
      expect(lines).toMatchObject([{ status, requestId: 'abcdefgh-12345678', failure: { code } }]);
    },
  );

  it('in the middle of a body cuts it off, so that half is not taken for the whole', async () => {
    let pulls = 0;
    const { url, lines } = await setUp(
      () =>
        new Response(
          new ReadableStream({
            async pull(controller) {
              pulls += 1;
              if (pulls > 3) throw new Error('secret');
              controller.enqueue(new Uint8Array(100_000));
            },
          }),
        ),
    );
    await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow('terminated');
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines).toMatchObject([{ status: 500, messages: ['Error: secret'] }]);
  });
});
