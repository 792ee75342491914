import { createHoldfast, defineRead, defineWrite, Failure, type Transport } from '@holdfast/core';
import type { TransportRequest } from '@holdfast/core/parts';
import { UNAUTHENTICATED } from '@holdfast/core/failures';
import ky, { type Hooks, type Options } from 'ky';
import { describe, expect, it } from 'vitest';
import { serve } from '../test/counted-server.ts';
import { kyTransport } from './ky-transport.ts';

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

  it('sends once when the network fails, and names that failure', async () => {
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
    // The connection was refused before anything was sent. Node says so, and a browser does not.
    expect(error).toMatchObject({ code: 'NETWORK_FAILED', effect: 'none' });
    expect(sends).toBe(1);
  });
});

const throwing = (error: Error): Transport => {
  const fail = (): never => {
    throw error;
  };
  return kyTransport(ky.create({ hooks: { beforeRequest: [fail] } }));
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
  ])('is refused at once, and the failure says what to do: %s', (_, options) => {
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
  ])('is accepted with %s', (_, options) => {
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
  ])('is refused at the first send when a hook %s', async (what, hooks) => {
    const served = await serve((_, response) => {
      if (what === 'times out') return;
      response.writeHead(503).end();
    });
    const error = await rejection(kyTransport(ky.create({ hooks })).send(get(served.url)));
    expect(error).toMatchObject({ code: 'PIPELINE_INVALID', effect: 'unknown' });
    expect(served.taken).toBeLessThanOrEqual(1);
  });

  it.each([new TypeError('a bug'), new Failure(UNAUTHENTICATED)])(
    'never takes an error of its hooks for network trouble: %s',
    async (error) => {
      expect(await rejection(throwing(error).send(get('http://127.0.0.1/')))).toBe(error);
    },
  );

  it('passes an error of its hooks on unchanged, so that the run names it', async () => {
    const holdfast = createHoldfast({ transport: throwing(new TypeError('a bug')) });
    const read = defineRead('read', { request: () => ({ path: 'http://127.0.0.1/' }) });
    expect(await holdfast.run(read)).toMatchObject({ failure: { code: 'DEFECT' } });
  });
});

describe('a write that was redirected, through ky', () => {
  const again: Hooks['afterResponse'] = [
    ({ response }) => new Response(response.body, { headers: response.headers }),
  ];

  it.each<[string, Options]>([
    ['an instance that watches downloads', { onDownloadProgress: () => {} }],
    ['a hook that makes the answer anew', { hooks: { afterResponse: again } }],
    ['an instance as it is', {}],
  ])(
    'does not count as done when the server answered a read instead: %s',
    async (_title, options) => {
      const { url } = await serve((request, response) => {
        if (request.method === 'POST') response.writeHead(302, { location: '/list' }).end();
        else response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
      });
      const transport = kyTransport(ky.create(options));
      const answer = await transport.send(get(`${url}/notes`, { method: 'POST', body: '{}' }));
      expect(answer).toMatchObject({ redirected: true, url: `${url}/list` });
      const write = defineWrite('write', { request: () => ({ method: 'POST', path: '/notes' }) });
      const outcome = await createHoldfast({ transport, baseUrl: url }).run(write);
      expect(outcome).toMatchObject({ failure: { code: 'WRITE_REDIRECTED', effect: 'unknown' } });
    },
  );
});
