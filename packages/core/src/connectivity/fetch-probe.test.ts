import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fetchProbe } from './fetch-probe.ts';

const server = createServer((request, response) => {
  const status = Number(request.url?.slice(1));
  response.writeHead(status, status === 302 ? { location: '/204' } : {}).end();
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

it.each([
  [204, true],
  [200, true],
  [500, true],
  [302, false],
  [511, false],
])('takes %i for the server: %s', async (status, answered) => {
  const { signal } = new AbortController();
  expect(await fetchProbe(`${base}/${status}`)(signal)).toBe(answered);
});

it('rejects when nobody answers', async () => {
  await expect(fetchProbe('http://127.0.0.1:9/')(AbortSignal.abort())).rejects.toThrow('aborted');
});
