// A real server on loopback for bench/server.ts to load, on SQLite: bare Hono or the whole stack.
import { serve } from '@hono/node-server';
import { memoryLimitStore } from '@holdfast/server';
import { bareApp, sqliteBackend, wholeApp } from './server-apps.ts';

const backend = { ...(await sqliteBackend()), limits: memoryLimitStore() };
const app = process.argv[2] === 'bare' ? bareApp(backend) : wholeApp(backend);
serve(
  { fetch: app.fetch, port: 0, hostname: '127.0.0.1' },
  ({ port }) => void process.send?.(port),
);
