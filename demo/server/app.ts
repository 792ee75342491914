import type { Failure } from '@holdfast/core';
import { webPlatform } from '@holdfast/core/parts';
import {
  type Audit,
  createIdempotency,
  createIntake,
  createRateLimiter,
  type Health,
  type LogSink,
} from '@holdfast/server';
import type { Alerts } from '@holdfast/server/alerts';
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
import { type Rollups, withRollups } from '@holdfast/server/monitoring';
import type { StreamServer } from '@holdfast/server/parts';
import type { SqlStores } from '@holdfast/server/sql';
import type { RelayStatus } from '@holdfast/server/relay';
import { createThreatAdmin, createThreatGuard, type ThreatSink } from '@holdfast/server/threats';
import { Hono } from 'hono';
import { accountRoutes } from './accounts/account-routes.ts';
import type { AccountStore } from './accounts/account-store.ts';
import { nameKey } from './accounts/name-key.ts';
import { whoShows } from './administration/admin-token.ts';
import { administrators } from './administration/administrators.ts';
import { latestAudit } from './administration/latest-audit.ts';
import { metricsRoutes, type MetricsRoutesOptions } from './administration/metrics-routes.ts';
import { reliabilityRoutes } from './administration/reliability-routes.ts';
import { spentIn } from './administration/spent-in.ts';
import { characterRoutes } from './characters/character-routes.ts';
import { alertRoutes } from './alerts/alert-routes.ts';
import type { Configuration } from './configuration.ts';
import type { Database, Tables } from './database/tables.ts';
import type { OpenFaultLab } from './faults/open-fault-lab.ts';
import { backstoryRoutes } from './generator/backstory-routes.ts';
import type { PaidGeneration } from './generator/paid-generation.ts';
import { streamRoutes } from './generator/stream-routes.ts';
import { compressAnswers } from './limits/compress-answers.ts';
import { requestAddress } from './limits/request-address.ts';
import { requestLimits } from './limits/request-limits.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { securityHeaders } from './pages/security-headers.ts';
import { portraitRoutes } from './portraits/portrait-routes.ts';
import { knownDevice } from './sessions/known-device.ts';
import { preferencesRoutes } from './preferences/preferences-routes.ts';
import { relationshipRoutes } from './relationships/relationship-routes.ts';
import { sessionCookie } from './sessions/session-cookie.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import type { SessionStore } from './sessions/session-store.ts';
import { signedIn } from './sessions/signed-in.ts';
import { START_HEADER, writeStart, type ServerStart } from '../contract/server-start.ts';
import type { SpendingLedger } from './spending/spending.ts';
import { spendingRoutes } from './spending/spending-routes.ts';
import { storyRoutes } from './stories/story-routes.ts';
import type { StoryTeller } from './stories/story-teller.ts';
import type { HearDamage } from './database/tell-damage.ts';

export interface AppOptions {
  /** The app calls it again where a value may change while the server runs. */
  readonly configuration: () => Configuration;
  readonly database: Database;
  readonly stores: SqlStores<Tables>;
  readonly audit: Audit;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly spending: SpendingLedger;
  /** The one stream server; every generated text is one of its streams. */
  readonly streams: StreamServer;
  readonly paid: PaidGeneration;
  readonly teller: StoryTeller;
  readonly health: Health;
  readonly hashing: Hashing;
  /** Marks the devices that signed in before. */
  readonly deviceKey: Uint8Array;
  /** The built pages. */
  readonly files: Files;
  readonly log: LogSink;
  /** Hears of damaged rows that a list left out. */
  readonly damaged: HearDamage;
  /** The time of the retention clock. */
  readonly retentionNow: () => number;
  /** Receives advice on what this code should do differently. */
  readonly advise: (advice: Failure) => void;
  /** Sinks that receive notices of attacks and blocks. */
  readonly threatSinks: readonly ThreatSink[];
  /** Breaks requests on purpose, and its routes; only in development. */
  readonly faultLab?: OpenFaultLab;
  /** The start that each answer names; only in development. */
  readonly start?: ServerStart;
  readonly alerts: Alerts;
  /** The state of the relay that sends alerts. */
  readonly relayed: () => RelayStatus;
  /** What administrators see of the health of Fireside. */
  readonly metrics: Pick<MetricsRoutesOptions, 'costs'> & { readonly rollups: Rollups };
}

/** Fireside as a function from request to answer; it listens to nothing by itself. */
export function createApp(options: AppOptions): Hono {
  const { configuration, database, stores, accounts, sessions, health, files, log } = options;
  const { teller } = options;
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
  const { audit, damaged, threatSinks: sinks } = options;
  const guard = createThreatGuard({ store: stores.threats, audit, sinks, nameKey, allowedOrigins });
  const credentials = createCredentials({
    ...{ guard, audit, hashing: options.hashing, log2Cost: scryptLog2Cost },
    costliest: accounts.costliest,
  });
  const device = knownDevice(knownDevices({ key: options.deviceKey }));
  const { rollups, costs } = options.metrics;
  const intake = createIntake({ store: withRollups(stores.telemetry, rollups) });

  const app = new Hono();
  app.onError(answerProblem);
  app.notFound(answerNotFound);
  app.use(requestScope({ log }));
  app.use(securityHeaders({ https }));
  app.use('/api/*', compressAnswers);
  const { start } = options;
  if (start) {
    app.use('/api/*', async (c, next) => {
      await next();
      answerFields(c, { [START_HEADER]: writeStart(start) });
    });
  }
  if (corsOrigins.length > 0) app.use(cors({ allowedOrigins: corsOrigins }));
  app.use(sameOrigin({ allowedOrigins }));
  app.use('/api/*', async (c, next) => {
    await next();
    // The picture of a portrait never changes. No other answer is kept.
    if (!c.res.headers.has('cache-control')) answerFields(c, { 'cache-control': 'no-store' });
  });
  if (options.faultLab) {
    app.use('/api/*', options.faultLab.middleware);
    app.route('/api/faults', options.faultLab.routes);
  }
  app.get('/api/livez', (c) => health.alive(c.req.raw));
  app.get('/api/healthz', (c) => health.answer(c.req.raw));
  app.use('/api/*', limits.ofAddress, isolated({ allowedOrigins }));
  // Stands before the guard, so that a blocked administrator can lift the block.
  app.use('/api/admin/*', (c, next) => {
    guard.locate(c.req.raw, addressOf(c));
    return next();
  });
  const byToken = adminToken === undefined ? undefined : whoShows(adminToken, credentials);
  const known = administrators({ sessions, cookie, byToken });
  app.use('/api/admin/*', known.find);
  const admin = { store: stores.threats, audit, events: stores.audit, authorise: known.of, sinks };
  app.route('/api/admin', threatAdminRoutes(createThreatAdmin(admin)));
  app.route('/api/admin', latestAudit({ database, audit, administrators: known }));
  const reading = { store: stores.rollups, flush: rollups.flush, administrators: known, audit };
  app.route('/api/admin', metricsRoutes({ ...reading, costs }));
  const spent = spentIn.bind(undefined, database);
  app.route('/api/admin', reliabilityRoutes({ ...reading, telemetry: stores.telemetry, spent }));
  app.route(
    '/api/admin',
    alertRoutes({ alerts: options.alerts, relayed: options.relayed, audit, administrators: known }),
  );
  app.use('/api/*', threatGuard({ guard, addressOf }));
  app.post('/api/telemetry', (c) => intake(c.req.raw, addressOf(c)));
  app.use('/api/session', limits.ofSignIns);
  app.use('/api/accounts', limits.ofSignIns);
  app.route(
    '/api',
    sessionRoutes({ accounts, sessions, cookie, device, credentials, audit, limits: bodies }),
  );
  app.use('/api/account/*', limits.ofSignIns, signedIn(sessions, cookie, guard), limits.ofUser);
  app.route(
    '/api/account',
    accountRoutes({
      ...{ database, accounts, sessions, cookie, device, credentials, guard, audit },
      limits: bodies,
    }),
  );
  app.use('/api/characters/*', signedIn(sessions, cookie, guard), limits.ofUser);
  app.use('/api/streams/*', signedIn(sessions, cookie, guard), limits.ofUser);
  app.route('/api/streams', streamRoutes(options.streams));
  app.use('/api/backstories', signedIn(sessions, cookie, guard), limits.ofUser);
  app.route('/api/backstories', backstoryRoutes({ paid: options.paid, guard, limits: bodies }));
  app.use('/api/spending', signedIn(sessions, cookie, guard), limits.ofUser);
  app.route('/api/spending', spendingRoutes(options.spending));
  app.route(
    '/api/characters',
    characterRoutes({ database, idempotent, guard, damaged, limits: bodies }),
  );
  app.use('/api/portraits/*', signedIn(sessions, cookie, guard), limits.ofPortraits);
  const sittings = createRateLimiter({
    store: stores.limits,
    limit: () => configuration().limits.sittings,
  });
  app.route(
    '/api/portraits',
    portraitRoutes({ database, guard, damaged, limits: bodies, paid: options.paid, sittings }),
  );
  app.use('/api/preferences', signedIn(sessions, cookie, guard), limits.ofUser);
  app.route('/api/preferences', preferencesRoutes({ database, idempotent, guard, limits: bodies }));
  app.use('/api/relationships/*', signedIn(sessions, cookie, guard), limits.ofUser);
  app.route(
    '/api/relationships',
    relationshipRoutes({ database, idempotent, guard, damaged, limits: bodies }),
  );
  app.use('/api/stories/*', signedIn(sessions, cookie, guard), limits.ofUser);
  app.route(
    '/api/stories',
    storyRoutes({ ...{ database, idempotent, guard, teller, damaged }, limits: bodies }),
  );
  app.all('/api/*', answerNotFound);
  app.route('/', pageRoutes(files));
  return app;
}
