import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import { serve } from '@hono/node-server';
import { createShutdown } from '@holdfast/server';
import { limitConnections, stoppableServer } from '@holdfast/server/node';
import { Hono } from 'hono';
import { expect, it } from 'vitest';

it('a request that Node cannot read gets a problem, and a stop cuts no answer off', async () => {
  const app = new Hono();
  const arrived = Promise.withResolvers<void>();
  const finished = Promise.withResolvers<void>();
  app.get('/slow', async (c) => {
    arrived.resolve();
    await finished.promise;
    return c.text('done');
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server;
  limitConnections(server);
  const shutdown = createShutdown({ server: stoppableServer(server) });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const socket = createConnection(port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: a b\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s);

  const slow = fetch(`http://127.0.0.1:${port}/slow`);
  await arrived.promise;
  const stopped = shutdown.stop();
  finished.resolve();
  expect(await (await slow).text()).toBe('done');
  expect(await stopped).toBe(0);
});
