import type { Failure } from '@holdfast/core';
import { webPlatform } from '@holdfast/core/parts';
import {
  type Audit,
  createIdempotency,
  createIntake,
  type Health,
  type LogSink,
} from '@holdfast/server';
import { createCredentials, type Hashing, knownDevices } from '@holdfast/server/credentials';
import type { Files } from '@holdfast/server/files';
import {
  answerFields,
  answerNotFound,
  answerProblem,
  cors,
  isolated,
  requestScope,
  sameOrigin,
  threatAdminRoutes,
  threatGuard,
} from '@holdfast/server/hono';
import type { SqlStores } from '@holdfast/server/sql';
import { createThreatAdmin, createThreatGuard, type ThreatSink } from '@holdfast/server/threats';
import { Hono } from 'hono';
import type { AccountStore } from './accounts/account-store.ts';
import { nameKey } from './accounts/name-key.ts';
import { whoShows } from './administration/admin-token.ts';
import { characterRoutes } from './characters/character-routes.ts';
import type { Configuration } from './configuration.ts';
import type { Database, Tables } from './database/tables.ts';
import { requestAddress } from './limits/request-address.ts';
import { requestLimits } from './limits/request-limits.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { securityHeaders } from './pages/security-headers.ts';
import { knownDevice } from './sessions/known-device.ts';
import { sessionCookie } from './sessions/session-cookie.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { signedIn } from './sessions/signed-in.ts';

export interface AppOptions {
  /** The app calls it again where a value may change while the server runs. */
  readonly configuration: () => Configuration;
  readonly database: Database;
  readonly stores: SqlStores<Tables>;
  readonly audit: Audit;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly health: Health;
  readonly hashing: Hashing;
  /** Marks the devices that signed in before. */
  readonly deviceKey: Uint8Array;
  /** The built pages. */
  readonly files: Files;
  readonly log: LogSink;
  /** The time of the retention clock. */
  readonly retentionNow: () => number;
  /** Receives advice on what this code should do differently. */
  readonly advise: (advice: Failure) => void;
  /** They receive notices of attacks and blocks. */
  readonly threatSinks: readonly ThreatSink[];
}

/** Fireside as a function from request to answer; it listens to nothing by itself. */
export function createApp(options: AppOptions): Hono {
  const { configuration, database, stores, accounts, sessions, health, files, log } = options;
  const { origin, corsOrigins, sessionMs, maxBodyBytes, maxJsonDepth, adminToken, scryptLog2Cost } =
    configuration();
  const https = origin?.startsWith('https:') ?? false;
  const bodies = { maxBytes: maxBodyBytes, maxDepth: maxJsonDepth };
  const cookie = sessionCookie({ sessionMs, secure: https });
  const idempotent = createIdempotency({
    store: stores.keys,
    maxBytes: maxBodyBytes,
    report: options.advise,
    platform: { ...webPlatform, now: options.retentionNow },
  });
  const addressOf = requestAddress(configuration());
  const allowedOrigins = [...corsOrigins, ...(origin === undefined ? [] : [origin])];
  const limits = requestLimits({
    ...{ store: stores.limits, configuration, byAddress: addressOf, allowedOrigins },
  });
  const { audit, threatSinks: sinks } = options;
  const guard = createThreatGuard({ store: stores.threats, audit, sinks, nameKey, allowedOrigins });
  const credentials = createCredentials({
    ...{ guard, audit, hashing: options.hashing, log2Cost: scryptLog2Cost },
    costliest: accounts.costliest,
  });
  const device = knownDevice(knownDevices({ key: options.deviceKey }));
  const intake = createIntake({ store: stores.telemetry });

  const app = new Hono();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestScope({ log }));
  app.use(securityHeaders({ https }));
  if (corsOrigins.length > 0) app.use(cors({ allowedOrigins: corsOrigins }));
  app.use(sameOrigin({ allowedOrigins }));
  app.use('/api/*', async (c, next) => {
    await next();
    answerFields(c, { 'cache-control': 'no-store' });
  });
  app.get('/api/livez', (c) => health.alive(c.req.raw));
  app.get('/api/healthz', (c) => health.answer(c.req.raw));
  app.use('/api/*', limits.ofAddress, isolated({ allowedOrigins }));
  // Before the guard, so that an administrator can get out of a block as well.
  if (adminToken !== undefined) {
    app.use('/api/admin/*', (c, next) => {
      guard.locate(c.req.raw, addressOf(c));
      return next();
    });
    const authorise = whoShows(adminToken, credentials);
    const admin = { store: stores.threats, audit, events: stores.audit, authorise, sinks };
    app.route('/api/admin', threatAdminRoutes(createThreatAdmin(admin)));
  }
  app.use('/api/*', threatGuard({ guard, addressOf }));
  app.post('/api/telemetry', (c) => intake(c.req.raw, addressOf(c)));
  app.use('/api/session', limits.ofSignIns);
  app.use('/api/accounts', limits.ofSignIns);
  app.route(
    '/api',
    sessionRoutes({ accounts, sessions, cookie, device, credentials, audit, limits: bodies }),
  );
  app.use('/api/characters/*', signedIn(sessions, cookie, guard), limits.ofUser);
  app.route('/api/characters', characterRoutes({ database, idempotent, guard, limits: bodies }));
  app.all('/api/*', answerNotFound);
  app.route('/', pageRoutes(files));
  return app;
}
