// A real server on loopback for bench/server.ts to load: bare Hono or the whole stack, on SQLite or
// PostgreSQL.
import { serve } from '@hono/node-server';
import { bareApp, postgresBackend, sqliteBackend, wholeApp } from './server-apps.ts';

const [, , kind, where] = process.argv;
const backend = where === 'PostgreSQL' ? await postgresBackend() : await sqliteBackend();
// A crowd sends more requests in a second than a user in a minute, and this server must answer all of them.
const most = { address: 1_000_000, user: 1_000_000 };
const app = kind === 'bare' ? bareApp(backend) : wholeApp(backend as never, most);
serve(
  { fetch: app.fetch, port: 0, hostname: '127.0.0.1' },
  ({ port }) => void process.send?.({ port }),
);
