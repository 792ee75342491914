// Hono's own server with the limits of `@holdfast/server/node`, in a process that tells its memory.
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { limitConnections } from '@holdfast/server/node';
import { Hono } from 'hono';

const script = 'x'.repeat(1_000_000);
const app = new Hono();
app.get('/script.js', (c) => c.text(script));
app.get('/health', (c) => c.text('ok'));
const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ url: `http://127.0.0.1:${port}` }),
);
limitConnections(server as Server, { writeMs: 1000 });
process.on('message', () =>
  (server as Server).getConnections((_, connections) =>
    process.send?.({ connections, rss: process.memoryUsage.rss() }),
  ),
);
