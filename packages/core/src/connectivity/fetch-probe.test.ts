import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectivity } from './create-connectivity.ts';
import { createProbe } from './create-probe.ts';
import { fetchProbe } from './fetch-probe.ts';

const plain: RequestListener = (request, response) => {
  const status = Number(request.url?.slice(1));
  response.writeHead(status, status === 302 ? { location: '/204' } : {}).end();
};
const marking: RequestListener = (request, response) => {
  const token = request.headers['x-request-id'];
  response.writeHead(503, { 'content-type': 'text/html', 'x-request-id': token }).end('<html>');
};
const portal =
  (status: number, type?: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, type === undefined ? {} : { 'content-type': type }).end('<html>');
  };

let answer = plain;
const server = createServer((request, response) => answer(request, response));
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const { signal } = new AbortController();

describe('a probe of a server that never gave a token back', () => {
  it.each([
    [204, true],
    [200, true],
    [500, true],
    [404, 'misplaced'],
    [302, false],
    [511, false],
  ])('takes an answer with status %i for the server: %s', async (status, answered) => {
    answer = plain;
    expect(await fetchProbe(`${base}/${status}`)(signal)).toBe(answered);
  });

  it.each(['text/html', 'TEXT/HTML; charset=utf-8', 'application/xhtml+xml'])(
    'takes a page of %s for a page of a hotel network, with any status',
    async (type) => {
      for (const status of [200, 401, 404, 502]) {
        answer = portal(status, type);
        expect(await fetchProbe(`${base}/`)(signal)).toBe(false);
      }
    },
  );

  it('rejects when no answer comes', async () => {
    await expect(fetchProbe('http://127.0.0.1:9/')(AbortSignal.abort())).rejects.toThrow('aborted');
  });
});

describe('a probe of a server that gives the token back', () => {
  it('is told from other answers by the token, with any status', async () => {
    answer = marking;
    expect(await fetchProbe(`${base}/`)(signal)).toBe(true);
  });

  it('believes no answer without the token from then on', async () => {
    const ask = fetchProbe(`${base}/`);
    answer = marking;
    expect(await ask(signal)).toBe(true);
    answer = portal(200);
    expect(await ask(signal)).toBe(false);
    answer = (_request, response) => void response.writeHead(204, { 'x-request-id': 'a' }).end();
    expect(await ask(signal)).toBe(false);
    answer = marking;
    expect(await ask(signal)).toBe(true);
  });

  it('sends another token each time', async () => {
    const seen = new Set<unknown>();
    answer = (request, response) => {
      seen.add(request.headers['x-request-id']);
      response.end();
    };
    const ask = fetchProbe(`${base}/`);
    await ask(signal);
    await ask(signal);
    expect(seen.size).toBe(2);
    await fetchProbe(`${base}/`, { token: false })(signal);
    expect(seen).toContain(undefined);
  });

  it('makes connectivity doubt a network that answers with a page of its own', async () => {
    const connectivity = createConnectivity();
    const probe = createProbe({ connectivity, ask: fetchProbe(`${base}/`) });
    answer = marking;
    await probe.check();
    expect(connectivity.of?.(base)).toBe('online');
    answer = portal(200);
    await probe.check();
    probe.dispose();
    expect(connectivity.of?.(base)).toBe('degraded');
  });
});
