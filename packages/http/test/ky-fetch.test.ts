import { failureOf } from '@holdfast/core';
import type { Guard } from '@holdfast/core/parts';
import {
  createBulkhead,
  createCircuitBreaker,
  deadline,
  fixedBackoff,
  pipeline,
  retry,
  timeout,
} from '@holdfast/core/policies';
import { resilientFetch } from '@holdfast/http';
import { createCutProxy, serveLoopback } from '@holdfast/testing/node';
import ky, { isNetworkError, type KyInstance } from 'ky';
import { describe, expect, it, onTestFinished } from 'vitest';

/** Answers each request as its path says, and says what it was asked. */
async function serve() {
  const taken = new Map<string, number>();
  const server = await serveLoopback(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const path = request.url?.split('?')[0] ?? '';
    const count = (taken.get(path) ?? 0) + 1;
    taken.set(path, count);
    if (path === '/cut') return void response.destroy();
    if (path === '/slow') return;
    if (path === '/half') {
      response.writeHead(200, { 'content-length': '100' });
      return void response.write('half', () => response.destroy());
    }
    const [, status = '200', recovers] = /^\/(\d+)(-once)?$/.exec(path) ?? [];
    response.writeHead(recovers && count > 1 ? 200 : Number(status), {
      ...{ 'content-type': 'application/json', 'retry-after': '0', location: '/echo' },
      'x-kept': String(request.headers['x-hook']),
    });
    const { method, url, headers } = request;
    const told = { method, url, body, type: headers['content-type'], accept: headers.accept };
    response.end(status === '204' ? undefined : JSON.stringify(told));
  });
  const proxy = await createCutProxy({ target: server.url });
  onTestFinished(async () => {
    await proxy.close();
    await server.close();
  });
  return { proxy, taken };
}

const described = (error: unknown): unknown => {
  const { name, message, response } = error as {
    name: string;
    message: string;
    response?: Response;
  };
  return { name, message: message.replaceAll(/:\d{4,5}/g, ''), status: response?.status };
};

type Behaviour = (ky: KyInstance, url: string) => Promise<unknown>;
const behaviours: readonly (readonly [string, Behaviour])[] = [
  ['reads JSON', (api, url) => api(`${url}/echo`).json()],
  ['reads text', (api, url) => api(`${url}/echo`).text()],
  ['reads bytes', async (api, url) => (await api(`${url}/echo`).bytes()).byteLength],
  ['reads a blob', async (api, url) => (await api(`${url}/echo`).blob()).size],
  ['reads nothing', (api, url) => api(`${url}/204`).json()],
  ['asks for the head alone', async (api, url) => (await api.head(`${url}/echo`)).status],
  ['sends JSON', (api, url) => api.post(`${url}/echo`, { json: { a: [1] } }).json()],
  ['sends text', (api, url) => api.put(`${url}/echo`, { body: 'text' }).json()],
  ['sends bytes', (api, url) => api.patch(`${url}/echo`, { body: new Uint8Array([65]) }).json()],
  [
    'sends a form',
    (api, url) => api.post(`${url}/echo`, { body: new URLSearchParams({ a: 'b' }) }).json(),
  ],
  [
    'sends a Request',
    (api, url) => api(new Request(`${url}/echo`, { method: 'POST', body: 'x' })).json(),
  ],
  ['adds a query', (api, url) => api(`${url}/echo`, { searchParams: { q: 'x y' } }).json()],
  ['joins a prefix', (api, url) => api('echo', { prefix: url }).json()],
  ['follows a redirect', async (api, url) => new URL((await api(`${url}/302`)).url).pathname],
  [
    'leaves a redirect alone',
    async (api, url) =>
      (await api(`${url}/302`, { redirect: 'manual', throwHttpErrors: false })).status,
  ],
  ['throws for 404, with the answer', (api, url) => api(`${url}/404`)],
  ['throws for 500 on a POST, once', (api, url) => api.post(`${url}/500`)],
  [
    'does not throw where it is told not to',
    async (api, url) => (await api(`${url}/404`, { throwHttpErrors: false })).status,
  ],
  ['tries 503 again, as it is used to', (api, url) => api(`${url}/503-once`).json()],
  ['gives up after its own limit', (api, url) => api(`${url}/503`, { retry: { limit: 1 } })],
  [
    'tries a PUT again with the same body',
    (api, url) => api.put(`${url}/503-once`, { json: { a: 1 } }).json(),
  ],
  [
    'runs its hooks',
    async (api, url) => {
      const seen: unknown[] = [];
      const hooked = api.extend({
        hooks: {
          beforeRequest: [({ request }) => request.headers.set('x-hook', 'one')],
          beforeRetry: [({ retryCount }) => void seen.push(['retry', retryCount])],
          afterResponse: [({ response }) => void seen.push(['status', response.status])],
        },
      });
      seen.push((await hooked(`${url}/503-once`)).headers.get('x-kept'));
      return seen;
    },
  ],
  [
    'lets a hook answer',
    (api, url) =>
      api
        .extend({ hooks: { beforeRequest: [() => new Response('"hook"')] } })(url)
        .json(),
  ],
  ['times out', (api, url) => api(`${url}/slow`, { timeout: 50, retry: 0 })],
  [
    'times out while reading, or is told of the cut',
    (api, url) => api(`${url}/half`, { retry: 0 }).text(),
  ],
  [
    'is aborted',
    async (api, url) => {
      const caller = new AbortController();
      const asked = api(`${url}/slow`, { signal: caller.signal });
      caller.abort();
      return asked;
    },
  ],
  ['is aborted before', (api, url) => api(`${url}/echo`, { signal: AbortSignal.abort() })],
  ['names a line that was cut', (api, url) => api(`${url}/cut`, { retry: 0 })],
  [
    'tries again when the line was cut',
    (api, url) => api(`${url}/cut`, { retry: { limit: 1, backoffLimit: 1 } }),
  ],
  [
    'tells how far a download is',
    async (api, url) => {
      const seen: number[] = [];
      await api(`${url}/echo`, {
        onDownloadProgress: ({ percent }) => void seen.push(percent),
      }).text();
      return seen.at(-1);
    },
  ],
];
async function observe(behaviour: Behaviour, fetch: typeof globalThis.fetch) {
  const { proxy, taken } = await serve();
  const end = await behaviour(ky.create({ fetch }), proxy.url).then(
    (value) => ({ value: value instanceof Response ? value.status : value }),
    (error: unknown) => ({ error: described(error) }),
  );
  return {
    end: JSON.parse(JSON.stringify(end).replaceAll(/:\d{4,5}/g, '')) as unknown,
    taken: [...taken],
  };
}

const noRepeats = (): Guard =>
  pipeline(
    deadline({ totalMs: 30_000 }),
    createCircuitBreaker(),
    timeout({ ms: 20_000 }),
    createBulkhead({ max: 9 }),
  );

describe.each<[string, typeof fetch]>([
  ['no pipeline', resilientFetch(fetch)],
  ['an empty pipeline', resilientFetch(fetch, { guard: pipeline() })],
  ['every policy but retry', resilientFetch(fetch, { guard: noRepeats() })],
])('ky, with a resilient fetch with %s in place of fetch,', (_title, ours) => {
  it.each(behaviours)('%s, and notices nothing', async (_behaviour, behaviour) => {
    expect(await observe(behaviour, ours)).toEqual(await observe(behaviour, fetch));
  });
});

describe('ky, with its retry off and a resilient fetch that retries,', () => {
  it('throws its own errors, with the failure among their causes', async () => {
    const { proxy, taken } = await serve();
    const guard = pipeline(retry({ backoff: fixedBackoff(1) }));
    const api = ky.create({ fetch: resilientFetch(fetch, { guard }), retry: 0 });
    const error: unknown = await api(`${proxy.url}/cut`).catch((thrown: unknown) => thrown);
    expect(isNetworkError(error)).toBe(true);
    expect(failureOf(error)).toMatchObject({ code: 'NETWORK_FAILED', attempts: 3 });
    expect(taken.get('/cut')).toBe(3);
  });
});
