import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createProgress, Failure, type Transport } from '@holdfast/core';
import { exchange, type TransportRequest } from '@holdfast/core/parts';
import { UNAUTHENTICATED } from '@holdfast/core/failures';
import { deadline, pipeline } from '@holdfast/core/policies';
import { createCutProxy, type LoopbackHandler } from '@holdfast/testing/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serve } from './counted-server.ts';

export interface TransportOptions {
  readonly maxAnswerBytes?: number;
  readonly fetch?: typeof globalThis.fetch;
}

const get = (url: string, more: Partial<TransportRequest> = {}): TransportRequest => ({
  ...{ method: 'GET', url, headers: {}, body: null },
  ...more,
});
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => error,
  );

/** Answers with these bytes, and ends the body there. */
const endingAfter =
  (bytes: Uint8Array, encoding?: string): LoopbackHandler =>
  (_, response) => {
    response.setHeader('content-type', 'application/json');
    if (encoding !== undefined) response.setHeader('content-encoding', encoding);
    response.end(bytes);
  };

/** Answers with half of these bytes and cuts the line. */
const torn =
  (headers: Record<string, string>, bytes: Uint8Array): LoopbackHandler =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers });
    response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  };

const unlucky: typeof fetch = () =>
  Promise.reject(Object.assign(new TypeError('Der Laden ist zu'), { stack: '' }));

/** What every adapter of `Transport` promises, against a real server. */
export function transportContract(
  name: string,
  make: (options?: TransportOptions) => Transport,
): void {
  describe(`${name} as a transport`, () => {
    it('sends method, headers and body as they are, and gives the whole answer', async () => {
      const { url } = await serve(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += String(chunk);
        response.setHeader('X-Echo', `${request.method} ${String(request.headers['x-sent'])}`);
        response.end(body);
      });
      const answer = await make().send(
        get(`${url}/notes`, { method: 'POST', headers: { 'x-sent': 'this' }, body: '{"a":1}' }),
      );
      expect(answer).toMatchObject({ status: 200, redirected: false, url: `${url}/notes` });
      expect(answer.headers['x-echo']).toBe('POST this');
      expect(text(answer.body)).toBe('{"a":1}');
    });

    it('sends bytes', async () => {
      const { url } = await serve((request, response) => void request.pipe(response));
      const body = new Uint8Array([0, 255, 1]);
      expect((await make().send(get(url, { method: 'PUT', body }))).body).toEqual(body);
    });

    it.each([204, 301, 304, 400, 401, 413, 429, 500, 503])(
      'takes status %i as an answer, once',
      async (status) => {
        const served = await serve((_, response) => {
          response.writeHead(status, { 'retry-after': '0' }).end();
        });
        expect((await make().send(get(served.url))).status).toBe(status);
        expect(served.taken).toBe(1);
      },
    );

    it('follows a redirect, and says where it was answered', async () => {
      const { url } = await serve((request, response) => {
        if (request.url === '/new') response.end('here');
        else response.writeHead(302, { location: '/new' }).end();
      });
      expect(await make().send(get(`${url}/old`))).toMatchObject({
        ...{ status: 200, redirected: true, url: `${url}/new` },
      });
    });

    it('never answers from the HTTP cache', async () => {
      const seen: (string | undefined)[] = [];
      const fake: typeof fetch = async (input, init) => {
        seen.push(input instanceof Request ? input.cache : init?.cache);
        return new Response('');
      };
      await make({ fetch: fake }).send(get('http://127.0.0.1/'));
      expect(seen).toEqual(['no-store']);
    });

    it('names a server that is not there, and says that nothing was sent', async () => {
      const { url, close } = await serve(() => {});
      await close();
      // Node tells so much, a browser does not.
      expect(await rejection(make().send(get(url)))).toMatchObject({
        ...{ code: 'NETWORK_FAILED', effect: 'none' },
      });
    });

    it('calls it network trouble whatever words the engine uses', async () => {
      const error = await rejection(make({ fetch: unlucky }).send(get('http://127.0.0.1/')));
      expect(error).toMatchObject({ code: 'NETWORK_FAILED' });
    });

    it.each<[string, Partial<TransportRequest>]>([
      ['a header value beyond Latin-1', { headers: { 'x-name': 'Łódź' } }],
      ['a header name that is none', { headers: { 'x name': 'a' } }],
      ['a body on GET', { body: 'a' }],
      ['an address that is none', { url: 'http://' }],
    ])(
      'names a request that no `fetch` can send before it calls one: %s',
      async (_title, wrong) => {
        let sends = 0;
        const counted: typeof fetch = () => {
          sends += 1;
          return Promise.resolve(new Response());
        };
        const sending = make({ fetch: counted }).send({ ...get('http://127.0.0.1/'), ...wrong });
        expect(await rejection(sending)).toMatchObject({
          ...{ code: 'REQUEST_UNSENDABLE', retry: 'never', effect: 'none' },
        });
        expect(sends).toBe(0);
      },
    );

    it.each<[string, unknown, string]>([
      ['an error of the app', new Error('not signed in'), 'UNKNOWN'],
      ['a bug', new TypeError('token is not a function'), 'DEFECT'],
      ['a word', 'not signed in', 'UNKNOWN'],
    ])(
      'does not call it network trouble when the given `fetch` throws %s',
      async (_title, thrown, code) => {
        // oxlint-disable-next-line prefer-promise-reject-errors -- as an app may
        const own: typeof fetch = () => Promise.reject(thrown);
        const told = await exchange(
          {
            request: get('http://127.0.0.1/'),
            expectation: { accept: 'json' },
            attempt: { requestId: 'r1', incidentId: 'i1', attempt: 1 },
          },
          make({ fetch: own }),
          () => 0,
        );
        expect(told).toMatchObject({ failure: { code, retry: 'never', cause: thrown } });
      },
    );

    const whole = Buffer.from(
      JSON.stringify({ names: Array.from({ length: 500 }, (_, id) => `Łódź ${id}`) }),
    );
    const cuts: readonly (readonly [string, LoopbackHandler])[] = [
      ['gzip that ends early', endingAfter(gzipSync(whole).subarray(0, -40), 'gzip')],
      ['gzip that ends at once', endingAfter(Buffer.alloc(0), 'gzip')],
      ['gzip that ends within its head', endingAfter(gzipSync(whole).subarray(0, 6), 'gzip')],
      ['brotli that ends early', endingAfter(brotliCompressSync(whole).subarray(0, -20), 'br')],
      ['deflate that ends early', endingAfter(deflateSync(whole).subarray(0, -20), 'deflate')],
      ['plain JSON that ends early', endingAfter(whole.subarray(0, 700))],
      ['plain JSON that ends within a letter', endingAfter(whole.subarray(0, 12))],
      ['a length that is not reached', torn({ 'content-length': `${whole.length}` }, whole)],
      ['chunks without an end', torn({}, whole)],
    ];

    it.each(cuts)(
      'names an answer that was cut as trouble of the network: %s',
      async (_, handler) => {
        const { url } = await serve(handler);
        for (const method of ['GET', 'PUT'] as const) {
          const told = await exchange(
            {
              request: { ...get(url), method },
              expectation: { accept: 'json' },
              attempt: { requestId: 'r', incidentId: 'i', attempt: 1 },
            },
            make(),
            () => 0,
          );
          expect(told).toMatchObject({
            failure: { code: 'NETWORK_FAILED', retry: 'later', effect: 'unknown' },
          });
        }
      },
    );

    it.each([301, 302, 303])(
      'does not call a write done when a %i turned it into a read',
      async (status) => {
        const arrived: string[] = [];
        const { url } = await serve((request, response) => {
          arrived.push(`${request.method} ${request.url}`);
          if (request.url === '/list')
            response.setHeader('content-type', 'application/json').end('[]');
          else response.writeHead(status, { location: '/list' }).end();
        });
        const told = await exchange(
          {
            request: { ...get(`${url}/notes`), method: 'POST', body: '{}' },
            expectation: { accept: 'nothing' },
            attempt: { requestId: 'r', incidentId: 'i', attempt: 1 },
          },
          make(),
          () => 0,
        );
        expect(arrived).toEqual(['POST /notes', 'GET /list']);
        expect(told).toMatchObject({ failure: { code: 'WRITE_REDIRECTED', effect: 'unknown' } });
      },
    );

    it('names a connection that dies inside the body, and gives no short answer', async () => {
      const { url } = await serve((_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('short', () => response.destroy());
      });
      expect(await rejection(make().send(get(url)))).toMatchObject({
        ...{ code: 'NETWORK_FAILED', effect: 'unknown' },
      });
    });

    it('ends when the caller aborts, before and after the head of the answer', async () => {
      const { url } = await serve((request, response) => {
        if (request.url === '/body') response.write('begun');
      });
      const proxy = await createCutProxy({ target: url });
      onTestFinished(() => proxy.close());
      for (const path of ['/head', '/body']) {
        const caller = new AbortController();
        const sending = rejection(make().send(get(proxy.url + path), { signal: caller.signal }));
        await proxy.sent({ path });
        caller.abort();
        expect(await sending).toMatchObject({ code: 'ABORTED', retry: 'never' });
      }
    });

    it('ends with the failure with which a policy aborted it', async () => {
      const failure = new Failure(UNAUTHENTICATED);
      const signal = AbortSignal.abort(failure);
      expect(await rejection(make().send(get('http://127.0.0.1/'), { signal }))).toBe(failure);
    });

    it('has a deadline that covers the body as well as the head', async () => {
      const { url } = await serve((_, response) => void response.write('begun, and never ended'));
      const guard = pipeline(deadline({ totalMs: 200 }));
      const ended = guard(({ signal }) => make().send(get(url), { signal }), { effect: 'none' });
      expect(await rejection(ended)).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    });

    it('hands a body on while it is still coming', async () => {
      let finish!: () => unknown;
      const { url } = await serve((_, response) => {
        response.write('begun ');
        finish = () => response.end('done');
      });
      const answer = await make().open?.(get(url));
      finish();
      expect(await new Response(answer?.body).text()).toBe('begun done');
    });

    it('refuses an answer that is too large', async () => {
      const { url } = await serve((_, response) => void response.end('x'.repeat(100)));
      const error = await rejection(make({ maxAnswerBytes: 99 }).send(get(url)));
      expect(error).toMatchObject({ code: 'ANSWER_TOO_LARGE' });
      const answer = await make({ maxAnswerBytes: 100 }).send(get(url));
      expect(answer.body.byteLength).toBe(100);
    });

    it('tells what it sends, and each byte that it receives', async () => {
      let more!: () => unknown;
      const { url } = await serve((_, response) => {
        response.writeHead(200, { 'content-length': '10' });
        response.write('12345');
        more = () => response.end('67890');
      });
      const progress = createProgress();
      const seen: unknown[] = [progress.getSnapshot()];
      progress.subscribe(() => {
        seen.push(progress.getSnapshot());
        const now = progress.getSnapshot();
        if (now.kind === 'receiving' && now.receivedBytes === 5) more();
      });
      await make().send(get(url, { method: 'POST', body: 'käse' }), { progress });
      expect(seen).toEqual([
        { kind: 'idle' },
        { kind: 'sending', totalBytes: 5 },
        { kind: 'receiving', receivedBytes: 0, totalBytes: 10 },
        { kind: 'receiving', receivedBytes: 5, totalBytes: 10 },
        { kind: 'receiving', receivedBytes: 10, totalBytes: 10 },
      ]);
    });

    it('does not guess how many bytes will come when the server does not tell', async () => {
      const { url } = await serve((_, response) => void response.write('a', () => response.end()));
      const progress = createProgress();
      await make().send(get(url), { progress });
      expect(progress.getSnapshot()).toEqual({
        ...{ kind: 'receiving', receivedBytes: 1, totalBytes: undefined },
      });
    });

    it.each(['a page', 'a redirect to a page'])(
      'shows whether an answer comes from a captive portal: %s',
      async (way) => {
        const { url } = await serve((request, response) => {
          if (way === 'a page' || request.url === '/login') {
            response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
          } else response.writeHead(302, { location: '/login' }).end();
        });
        const attempt = { requestId: 'r', incidentId: 'i', attempt: 1 };
        const told = await exchange(
          { request: get(`${url}/notes`), expectation: { accept: 'json' }, attempt },
          make(),
          () => 0,
        );
        expect(told).toMatchObject({ kind: 'refused', failure: { code: 'CAPTIVE_PORTAL' } });
      },
    );
  });
}
