import { Failure, type TransportRequest, UNAUTHENTICATED } from '@holdfast/core';
import { type LoopbackServer, createCutProxy, serveLoopback } from '@holdfast/testing/node';
import ky, { type Hooks, type Options } from 'ky';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kyTransport } from './ky-transport.ts';

type Handler = Parameters<typeof serveLoopback>[0];

async function serve(handler: Handler): Promise<LoopbackServer & { taken: number }> {
  const loopback = await serveLoopback((request, response) => {
    served.taken += 1;
    return handler(request, response);
  });
  const served = { ...loopback, taken: 0 };
  onTestFinished(() => loopback.close());
  return served;
}

const get = (url: string, more: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: null,
  ...more,
});

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => error,
  );

describe('the ky transport', () => {
  it('sends method, headers and body as they are, and gives the whole answer', async () => {
    const { url } = await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      response.setHeader('X-Echo', `${request.method} ${String(request.headers['x-sent'])}`);
      response.end(body);
    });
    const answer = await kyTransport(ky).send(
      get(`${url}/notes`, { method: 'POST', headers: { 'x-sent': 'this' }, body: '{"a":1}' }),
    );
    expect(answer).toMatchObject({ status: 200, redirected: false, url: `${url}/notes` });
    expect(answer.headers['x-echo']).toBe('POST this');
    expect(text(answer.body)).toBe('{"a":1}');
  });

  it('sends bytes', async () => {
    const { url } = await serve((request, response) => void request.pipe(response));
    const body = new Uint8Array([0, 255, 1]);
    const answer = await kyTransport(ky).send(get(url, { method: 'PUT', body }));
    expect(answer.body).toEqual(body);
  });

  it.each([301, 400, 401, 413, 429, 500, 503])(
    'takes status %i as an answer, once',
    async (status) => {
      const served = await serve((_, response) => {
        response.writeHead(status, { 'retry-after': '0' }).end('why');
      });
      const answer = await kyTransport(ky).send(get(served.url));
      expect(answer.status).toBe(status);
      expect(text(answer.body)).toBe('why');
      expect(served.taken).toBe(1);
    },
  );

  it('uses the hooks, headers, prefix and fetch of the instance', async () => {
    const { url } = await serve((request, response) => {
      response.end(
        `${request.url} ${String(request.headers['x-instance'])} ${String(request.headers['x-hook'])}`,
      );
    });
    const instance = ky.create({
      prefix: `${url}/api`,
      headers: { 'x-instance': 'one' },
      fetch: (input, init) => fetch(input, init),
      hooks: { beforeRequest: [({ request }) => request.headers.set('x-hook', 'two')] },
    });
    const answer = await kyTransport(instance).send(get('characters'));
    expect(text(answer.body)).toBe('/api/characters one two');
  });

  it('never answers from the HTTP cache', async () => {
    const seen: (string | undefined)[] = [];
    const instance = ky.create({
      fetch: async (input) => {
        seen.push((input as Request).cache);
        return new Response('');
      },
    });
    await kyTransport(instance).send(get('http://127.0.0.1/'));
    expect(seen).toEqual(['no-store']);
  });

  it('sends once when the network fails, and calls it that', async () => {
    const { url, close } = await serve(() => {});
    await close();
    let sends = 0;
    const instance = ky.create({
      fetch: (input, init) => {
        sends += 1;
        return fetch(input, init);
      },
    });
    const error = await rejection(kyTransport(instance).send(get(url)));
    // Refused before anything was sent: Node tells so much, a browser does not.
    expect(error).toMatchObject({ code: 'NETWORK_FAILED', effect: 'none' });
    expect(sends).toBe(1);
  });

  it('calls it the network whatever words the engine has for it', async () => {
    const instance = ky.create({ fetch: () => Promise.reject(new TypeError('in other words')) });
    const error = await rejection(kyTransport(instance).send(get('http://127.0.0.1/')));
    expect(error).toMatchObject({ code: 'NETWORK_FAILED' });
  });

  it('calls a connection that dies in the middle of a body a network failure', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('short', () => response.destroy());
    });
    const error = await rejection(kyTransport(ky).send(get(url)));
    expect(error).toMatchObject({ code: 'NETWORK_FAILED', effect: 'unknown' });
  });

  it('ends when the caller aborts, before and after the head of the answer', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/body') response.write('begun');
    });
    const proxy = await createCutProxy({ target: url });
    onTestFinished(() => proxy.close());
    for (const path of ['/head', '/body']) {
      const caller = new AbortController();
      const sending = rejection(
        kyTransport(ky).send(get(proxy.url + path), { signal: caller.signal }),
      );
      await proxy.sent({ path });
      caller.abort();
      expect(await sending).toMatchObject({ code: 'ABORTED', retry: 'never' });
    }
  });

  it('ends with the failure a policy aborted it with', async () => {
    const failure = new Failure(UNAUTHENTICATED);
    const signal = AbortSignal.abort(failure);
    expect(await rejection(kyTransport(ky).send(get('http://127.0.0.1/'), { signal }))).toBe(
      failure,
    );
  });

  it('hands a body on while it is still coming', async () => {
    let finish!: () => unknown;
    const { url } = await serve((_, response) => {
      response.write('begun ');
      finish = () => response.end('done');
    });
    const answer = await kyTransport(ky).open?.(get(url));
    finish();
    expect(await new Response(answer?.body).text()).toBe('begun done');
  });

  it('refuses an answer that is too large', async () => {
    const { url } = await serve((_, response) => void response.end('x'.repeat(100)));
    const error = await rejection(kyTransport(ky, { maxAnswerBytes: 99 }).send(get(url)));
    expect(error).toMatchObject({ code: 'ANSWER_TOO_LARGE' });
    const answer = await kyTransport(ky, { maxAnswerBytes: 100 }).send(get(url));
    expect(answer.body.byteLength).toBe(100);
  });
});

const throwing = (error: Error): Promise<unknown> => {
  const fail = (): never => {
    throw error;
  };
  const instance = ky.create({ hooks: { beforeRequest: [fail] } });
  return kyTransport(instance).send(get('http://127.0.0.1/'));
};

describe('a ky instance that has policies of its own', () => {
  it.each<[string, Options]>([
    ['a number of retries', { retry: 1 }],
    ['a retry limit', { retry: { limit: 3 } }],
    ['retries without a limit of its own', { retry: { methods: ['get'] } }],
    ['a hook before retries', { hooks: { beforeRetry: [() => {}] } }],
    ['a timeout', { timeout: 1000 }],
    ['a total timeout', { totalTimeout: 1000 }],
    ['throwing for statuses', { throwHttpErrors: true }],
    ['throwing for some statuses', { throwHttpErrors: (status) => status > 500 }],
  ])('is refused at once, with the way out: %s', (_, options) => {
    expect(() => kyTransport(ky.create(options))).toThrow(
      expect.objectContaining({
        code: 'PIPELINE_INVALID',
        effect: 'none',
        details: { remedy: expect.stringContaining('the ky instance') },
      }),
    );
  });

  it.each<[string, Options]>([
    ['nothing', {}],
    ['everything off', { retry: 0, timeout: false, totalTimeout: false, throwHttpErrors: false }],
    ['a limit of no retries', { retry: { limit: 0 } }],
  ])('is welcome with %s', (_, options) => {
    expect(() => kyTransport(ky.create(options))).not.toThrow();
  });

  it.each<[string, Hooks]>([
    [
      'asks for a retry and allows it',
      {
        init: [(options) => void (options.retry = { limit: 2 })],
        afterResponse: [() => ky.retry({ delay: 0 })],
      },
    ],
    ['throws for statuses', { init: [(options) => void (options.throwHttpErrors = true)] }],
    ['times out', { init: [(options) => void (options.timeout = 1)] }],
    ['asks for a retry', { afterResponse: [() => ky.retry({ delay: 0 })] }],
  ])('is found out by the first send when a hook %s', async (what, hooks) => {
    const served = await serve((_, response) => {
      if (what === 'times out') return;
      response.writeHead(503).end();
    });
    const error = await rejection(kyTransport(ky.create({ hooks })).send(get(served.url)));
    expect(error).toMatchObject({ code: 'PIPELINE_INVALID', effect: 'unknown' });
    expect(served.taken).toBeLessThanOrEqual(1);
  });

  it('gives what its hooks throw a name, and never takes it for the network', async () => {
    expect(await rejection(throwing(new TypeError('a bug')))).toMatchObject({ code: 'DEFECT' });
    const failure = new Failure(UNAUTHENTICATED);
    expect(await rejection(throwing(failure))).toBe(failure);
  });
});
