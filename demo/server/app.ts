import {
  createIdempotency,
  createIntake,
  type Health,
  type IdempotencyStore,
  type LogSink,
  type RateLimitStore,
  type TelemetryStore,
} from '@holdfast/server';
import {
  answerNotFound,
  answerProblem,
  cors,
  requestScope,
  sameOrigin,
} from '@holdfast/server/hono';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import type { AccountStore } from './accounts/account-store.ts';
import { characterRoutes } from './characters/character-routes.ts';
import type { Configuration } from './configuration.ts';
import type { Database, Tables } from './database/tables.ts';
import { requestLimits } from './limits/request-limits.ts';
import type { BuiltFile } from './pages/built-files.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { securityHeaders } from './pages/security-headers.ts';
import { sessionCookie } from './sessions/session-cookie.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { signedIn } from './sessions/signed-in.ts';

export interface AppOptions {
  /** Asked anew where a value may change while the server runs. */
  readonly configuration: () => Configuration;
  readonly database: Database;
  readonly store: IdempotencyStore<Transaction<Tables>>;
  readonly limits: RateLimitStore;
  readonly telemetry: TelemetryStore;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly health: Health;
  readonly files: ReadonlyMap<string, BuiltFile>;
  readonly log: LogSink;
}

/** Fireside as a function from request to answer; it listens to nothing by itself. */
export function createApp(options: AppOptions): Hono {
  const { configuration, database, store, accounts, sessions, health, files, log } = options;
  const { origin, corsOrigins, sessionMs, maxBodyBytes, maxJsonDepth } = configuration();
  const https = origin?.startsWith('https:') ?? false;
  const bodies = { maxBytes: maxBodyBytes, maxDepth: maxJsonDepth };
  const cookie = sessionCookie({ sessionMs, secure: https });
  const idempotent = createIdempotency({ store, maxBytes: maxBodyBytes });
  const limits = requestLimits(options.limits, configuration);
  const intake = createIntake({ store: options.telemetry });

  const app = new Hono();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestScope({ log }));
  app.use(securityHeaders({ https }));
  if (corsOrigins.length > 0) app.use(cors({ allowedOrigins: corsOrigins }));
  app.use(
    sameOrigin({ allowedOrigins: [...corsOrigins, ...(origin === undefined ? [] : [origin])] }),
  );
  app.use('/api/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  app.get('/api/livez', () => health.alive());
  app.get('/api/healthz', () => health.answer());
  app.use('/api/*', limits.ofAddress);
  app.post('/api/telemetry', (c) => intake(c.req.raw));
  app.use('/api/session', limits.ofSignIns);
  app.use('/api/accounts', limits.ofSignIns);
  app.route('/api', sessionRoutes({ accounts, sessions, cookie, limits: bodies }));
  app.use('/api/characters/*', signedIn(sessions, cookie), limits.ofUser);
  app.route('/api/characters', characterRoutes({ database, idempotent, limits: bodies }));
  app.all('/api/*', answerNotFound);
  app.route('/', pageRoutes(files));
  return app;
}
