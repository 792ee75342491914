// Hono's own server with the limits of `@holdfast/server/node`, in a process that tells the memory it holds. The process
// collects its garbage first, because uncollected garbage differs from run to run and is not held for a client.
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { limitConnections } from '@holdfast/server/node';
import { Hono } from 'hono';

const app = new Hono();
// Each answer has memory of its own, as a file that is read has.
app.get('/script.js', (c) => c.body(new Uint8Array(1_000_000)));
app.get('/health', (c) => c.text('ok'));
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ url: `http://127.0.0.1:${port}` }),
);
limitConnections(server as Server, { writeMs: 1000 });
process.on('message', () =>
  (server as Server).getConnections((_, connections) => {
    globalThis.gc?.();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    process.send?.({ connections, held: heapUsed + external + arrayBuffers });
  }),
);
