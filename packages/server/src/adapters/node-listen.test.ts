import { once } from 'node:events';
import { createConnection } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import type { RequestLog } from '../logging/request-log.ts';
import { createShutdown } from '../shutdown/create-shutdown.ts';
import { listen } from './node-listen.ts';

const fetched = () => new Response('ok');

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::1', '[::1]'],
  ['0.0.0.0', '127.0.0.1'],
])(
  'serves on %s until it is told to stop, and says where this machine finds it',
  async (host, at) => {
    const server = await listen({ fetch: fetched, port: 0, host });
    expect(new URL(server.url).hostname).toBe(at);
    expect(await (await fetch(server.url)).text()).toBe('ok');
    expect(await createShutdown({ server }).stop()).toBe(0);
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  },
);

it('rejects with the error code of the system when it cannot listen', async () => {
  const server = await listen({ fetch: fetched, port: 0 });
  onTestFinished(() => void server.close(0));
  const port = Number(new URL(server.url).port);
  await expect(listen({ fetch: fetched, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('limits its connections, and logs the requests that it refuses', async () => {
  const lines: RequestLog[] = [];
  const log = (line: RequestLog): void => void lines.push(line);
  const server = await listen({
    ...{ fetch: fetched, port: 0, log },
    limits: { headersMs: 50 },
  });
  onTestFinished(() => void server.close(0));
  const socket = createConnection(Number(new URL(server.url).port), '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\n');
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  expect(String(bytes)).toMatch(/^HTTP\/1\.1 408 /);
  expect(lines).toMatchObject([{ status: 408 }]);
});
