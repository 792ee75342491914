import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
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
  it('gets the request as the client sent it, and the server sends its answer unchanged', async () => {
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

  it('drops connection fields of an answer, but ends the connection when the app asks for it', async () => {
    const fields = ['keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
    const { url } = await setUp((request) => {
      const connection = new URL(request.url).pathname.slice(1);
      const headers = Object.fromEntries(fields.map((name) => [name, 'x-any']));
      return new Response('ok', { headers: { ...headers, connection } });
    });
    for (const [wish, connection] of [
      ['upgrade', 'keep-alive'],
      ['Close', 'close'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one connection, one answer after another
      const answer = await fetch(`${url}/${wish}`);
      expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
      expect(answer.headers.get('connection')).toBe(connection);
      for (const name of fields) expect(answer.headers.get(name) ?? '').not.toContain('x-any');
    }
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

  it('reads no more of a body than its reader takes, and stops when the reader leaves', async () => {
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

  it('drops its answer when the reader has left before it', async () => {
    const cancelled = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const { url, lines } = await setUp(async (request) => {
      arrived.resolve();
      await new Promise((resolve) => request.signal.addEventListener('abort', resolve));
      const body = new ReadableStream({
        start: (controller) => controller.enqueue(new Uint8Array(3)),
        cancel: () => cancelled.resolve(),
      });
      return new Response(body, { headers: { 'content-length': '3' } });
    });
    const socket = createConnection(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n');
    await arrived.promise;
    socket.destroy();
    await cancelled.promise;
    expect(lines).toEqual([]);
  });
});

type Case = readonly [what: string, handler: FetchHandler, status: number, code: unknown];

const errors: readonly Case[] = [
  ['a failure', () => Promise.reject(new Failure(catalogue.CONFLICT)), 409, 'CONFLICT'],
  ['an error', () => Promise.reject(new Error('secret')), 500, 'UNKNOWN'],
  ['nothing at all', () => Promise.reject(undefined), 500, 'UNKNOWN'],
  [
    'a length that is not that of the body',
    (): Response => new Response('secret', { headers: { 'content-length': '3' } }),
    500,
    'DEFECT',
  ],
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

  it('cuts off a body that is shorter or longer than its announced length, so that the next answer stays whole', async () => {
    for (const length of ['10', '300000']) {
      const { url, lines } = await setUp(
        () =>
          new Response(
            new ReadableStream({
              start(controller) {
                for (let count = 0; count < 3; count += 1) controller.enqueue(Buffer.alloc(50_000));
                controller.close();
              },
            }),
            { headers: { 'content-length': length } },
          ),
      );
      // oxlint-disable-next-line no-await-in-loop
      await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow(/terminated|failed/);
      // oxlint-disable-next-line no-await-in-loop
      await expect.poll(() => lines).toHaveLength(1);
    }
  });

  it('becomes a problem with the fields that Express has set, without those of the failed answer', async () => {
    const lines: RequestLog[] = [];
    const handle = nodeHandler(
      () => new Response('ok', { headers: { 'x-a': '1', 'x-b': '\u0001' } }),
      { log: (line) => lines.push(line) },
    );
    const url = await serve((incoming, outgoing) => {
      outgoing.setHeader('x-powered-by', 'Express');
      handle(incoming, outgoing);
    });
    const answer = await fetch(url);
    expect([answer.status, answer.statusText]).toEqual([500, 'Internal Server Error']);
    expect(answer.headers.get('x-a')).toBe(null);
    expect(answer.headers.get('x-powered-by')).toBe('Express');
    expect(await answer.json()).toMatchObject({ status: 500 });
    expect(lines).toHaveLength(1);
  });

  it('cuts the body off in the middle, so that the client does not take half of it for the whole', async () => {
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
