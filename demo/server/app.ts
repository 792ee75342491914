import {
  createIdempotency,
  type Health,
  type IdempotencyStore,
  type LogSink,
} from '@holdfast/server';
import { answerNotFound, answerProblem, requestScope, sameOrigin } from '@holdfast/server/hono';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import type { AccountStore } from './accounts/account-store.ts';
import { characterRoutes } from './characters/character-routes.ts';
import type { Configuration } from './configuration.ts';
import type { Database, Tables } from './database/tables.ts';
import type { BuiltFile } from './pages/built-files.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { securityHeaders } from './pages/security-headers.ts';
import { sessionCookie } from './sessions/session-cookie.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { signedIn } from './sessions/signed-in.ts';

export interface AppOptions {
  readonly configuration: Configuration;
  readonly database: Database;
  readonly store: IdempotencyStore<Transaction<Tables>>;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly health: Health;
  readonly files: ReadonlyMap<string, BuiltFile>;
  readonly log: LogSink;
}

/** Fireside as a function from request to answer; it listens to nothing by itself. */
export function createApp(options: AppOptions): Hono {
  const { configuration, database, store, accounts, sessions, health, files, log } = options;
  const { origin, sessionMs, maxBodyBytes, maxJsonDepth } = configuration;
  const https = origin?.startsWith('https:') ?? false;
  const limits = { maxBytes: maxBodyBytes, maxDepth: maxJsonDepth };
  const cookie = sessionCookie({ sessionMs, secure: https });
  const idempotent = createIdempotency({ store, maxBytes: maxBodyBytes });

  const app = new Hono();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestScope({ log }));
  app.use(securityHeaders({ https }));
  app.use(sameOrigin({ allowedOrigins: origin === undefined ? [] : [origin] }));
  app.use('/api/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  app.get('/api/healthz', () => health.answer());
  app.route('/api', sessionRoutes({ accounts, sessions, cookie, limits }));
  app.use('/api/characters/*', signedIn(sessions, cookie));
  app.route('/api/characters', characterRoutes({ database, idempotent, limits }));
  app.all('/api/*', answerNotFound);
  app.route('/', pageRoutes(files));
  return app;
}
