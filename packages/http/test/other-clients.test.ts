import { failureOf } from '@holdfast/core';
import type { Guard } from '@holdfast/core/parts';
import {
  createBulkhead,
  createCircuitBreaker,
  deadline,
  pipeline,
  timeout,
} from '@holdfast/core/policies';
import { resilientFetch } from '@holdfast/http';
import { serveLoopback } from '@holdfast/testing/node';
import axios, { type AxiosError } from 'axios';
import { createFetch, type FetchError } from 'ofetch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import wretch from 'wretch';

type Fetch = typeof globalThis.fetch;
interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}
type Client = (fetch: Fetch) => (url: string, call?: Call) => Promise<unknown>;

/** Each client gets its `fetch` in the way that its own documentation shows. */
const clients: readonly (readonly [string, Client])[] = [
  [
    'axios',
    (fetch) => {
      const client = axios.create({ adapter: 'fetch', env: { fetch } });
      return async (url, { body, ...call } = {}) =>
        (await client.request({ url, data: body, ...call })).data as unknown;
    },
  ],
  [
    'ofetch',
    (fetch) => {
      const client = createFetch({ fetch, Headers, AbortController });
      return (url, { body, ...call } = {}) =>
        client(url, { retry: 0, ...call, ...(body ? { body } : {}) });
    },
  ],
  [
    'wretch',
    (fetch) => {
      const client = wretch().fetchPolyfill(fetch);
      return (url, { method = 'GET', body, ...call } = {}) => {
        const request = client.options(call);
        const sent = body === undefined ? request : request.json(body as object);
        return sent.fetch(method, url).json();
      };
    },
  ],
];

let server: { readonly url: string; close(): Promise<void> };
beforeAll(async () => {
  server = await serveLoopback(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { method, url = '', headers } = request;
    if (url === '/cut') return void response.destroy();
    if (url === '/slow') return;
    response.writeHead(Number(/\d+/.exec(url)?.[0] ?? 200), { 'content-type': 'application/json' });
    const names = ['content-type', 'authorization', 'x-request-id'];
    const told = Object.fromEntries(names.map((name) => [name, headers[name]]));
    response.end(JSON.stringify({ method, url, body, told }));
  });
});
afterAll(() => server.close());

/**
 * The marks by which an app recognises an end: the classes, names, codes and statuses that clients document.
 */
async function endOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return { value: await work };
  } catch (error) {
    const { name, code, status, message } = error as AxiosError & FetchError;
    const isOfFetch = error instanceof TypeError || error instanceof DOMException;
    return { name, code, status, message, isOfFetch };
  }
}

async function endOfAborted(client: ReturnType<Client>): Promise<unknown> {
  const caller = new AbortController();
  const end = endOf(client(`${server.url}/slow`, { signal: caller.signal }));
  await new Promise((resolve) => setImmediate(resolve));
  caller.abort();
  return end;
}
const timesOut: Fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(20) });

const guard = (): Guard =>
  pipeline(
    deadline({ totalMs: 20_000 }),
    createCircuitBreaker(),
    timeout({ ms: 10_000 }),
    createBulkhead({ max: 9 }),
  );
const named = { 'x-request-id': 'mine' };

describe.each(clients)('%s, with a resilient fetch in place of fetch,', (_title, client) => {
  it.each<[string, string, Call | undefined]>([
    ['reads', '/notes', { headers: named }],
    ['writes', '/notes', { method: 'POST', body: { a: 1 }, headers: named }],
    ['changes', '/notes', { method: 'PUT', body: { a: 1 }, headers: named }],
    ['carries a credential', '/notes', { headers: { ...named, authorization: 'Bearer a' } }],
    ['reports a refusal', '/404', { headers: named }],
    ['reports a broken server', '/500', { headers: named }],
    ['reports network trouble', '/cut', undefined],
    ['has aborted before', '/notes', { signal: AbortSignal.abort() }],
  ])('%s, and notices nothing', async (_what, path, call) => {
    const url = server.url + path;
    const theirs = await endOf(client(fetch)(url, call));
    const ours = await endOf(client(resilientFetch(fetch, { guard: guard() }))(url, call));
    expect(ours).toEqual(theirs);
  });

  it('aborts, and notices nothing', async () => {
    const ours = client(resilientFetch(fetch, { guard: guard() }));
    expect(await endOfAborted(ours)).toEqual(await endOfAborted(client(fetch)));
  });

  it('reports a timeout like that of a signal, and has the failure in its own error', async () => {
    const ours = resilientFetch(fetch, { guard: pipeline(timeout({ ms: 20 })) });
    const url = `${server.url}/slow`;
    const [theirs, own] = [await endOf(client(timesOut)(url)), await endOf(client(ours)(url))];
    const { message: _, ...rest } = theirs as { readonly message: string };
    expect(own).toMatchObject(rest);
    const error: unknown = await client(ours)(url).catch((thrown: unknown) => thrown);
    expect(failureOf(error)?.code).toBe('TIMEOUT');
  });
});
