import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCircuitBreaker } from '@holdfast/core/policies';
import { webPlatform } from '@holdfast/core/parts';
import * as server from '@holdfast/server';
import * as adapters from '@holdfast/server/adapters';
import * as alerts from '@holdfast/server/alerts';
import * as credentials from '@holdfast/server/credentials';
import * as detection from '@holdfast/server/detection';
import * as durable from '@holdfast/server/durable-streams';
import * as files from '@holdfast/server/files';
import * as hono from '@holdfast/server/hono';
import * as kafka from '@holdfast/server/kafka';
import * as monitoring from '@holdfast/server/monitoring';
import * as node from '@holdfast/server/node';
import * as otlp from '@holdfast/server/otlp';
import * as parts from '@holdfast/server/parts';
import * as pino from '@holdfast/server/pino';
import * as postgres from '@holdfast/server/postgres';
import * as quotas from '@holdfast/server/quotas';
import * as relay from '@holdfast/server/relay';
import * as retention from '@holdfast/server/retention';
import * as sql from '@holdfast/server/sql';
import * as sqlite from '@holdfast/server/sqlite';
import * as threats from '@holdfast/server/threats';
import {
  absurdlyTaken,
  createVirtualPlatform,
  functionsWithOptions,
  optionRow,
  type OptionRow,
} from '@holdfast/testing';
import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { defaultThreatRules } from '../src/threats/threat-rules.ts';

const platform = createVirtualPlatform();
const nothing = (): void => {};
const log = { request: nothing, event: nothing } as never;
const schema = {
  '~standard': { version: 1, vendor: 'a', validate: () => ({ value: {} }) },
} as never;
const database = new Kysely<never>({ dialect: sqlite.sqliteDialect(':memory:') });
const pool = (): never => ({ connect: nothing, on: nothing, options: {} }) as never;
const audit = server.createAudit({ store: server.memoryAuditStore() });
const threatStore = threats.memoryThreatStore();
const guard = threats.createThreatGuard({ store: threatStore });
const target = { name: 'a', timeoutMs: 5, privateNetwork: true, platform };
const url = 'https://a.test/';
const secrets = [`whsec_${Buffer.alloc(32).toString('base64')}`];
const authorise = (): string => 'a';
const any = undefined;
const limits = { maxConnections: 5, maxPerAddress: 5, maxPipelined: 5, maxUrlBytes: 5 };
const moreLimits = { maxHeaderBytes: 5, maxHeaders: 5, maxUnfinishedBytes: 5, maxUnreadBytes: 5 };
const waits = { headersMs: 5, requestMs: 5, keepAliveMs: 5, writeMs: 5, lingerMs: 5 };
const input = { maxBytes: 5, maxDepth: 5, text: 'any', lists: ['a'], maxParameters: 5 } as const;
const transaction = { timeoutMs: 5, maxAttempts: 5, backoff: () => 5, isolationLevel: any };

const keys = {
  ...{ store: server.memoryStore(), maxBytes: 5, maxStoredBytes: 5, maxKeysPerDay: 5, platform },
  ...{ keepHeaders: ['a'], report: nothing, retryAfterMs: 5 },
};

const rows: Readonly<Record<string, OptionRow>> = {
  createIdempotency: optionRow(server.createIdempotency, keys),
  createPaidEffects: optionRow(server.createPaidEffects, { ...keys, leaseMs: 5, maxUnsettled: 5 }),
  createStreamServer: optionRow(server.createStreamServer, {
    ...{ log: server.memoryStreamLog(), maxBytes: 5, maxRunning: 5, maxReaders: 5, platform },
    ...{ maxReadersOfStream: 5, maxStreamBytes: 5, maxStreamsPerDay: 5, maxBytesPerDay: 2.5 },
    ...{ leaseMs: 5, heartbeatMs: 5, pollMs: 5, report: nothing },
  }),
  createRateLimiter: optionRow(server.createRateLimiter, {
    ...{ store: server.memoryLimitStore(), limit: { name: 'a', limit: 5, windowMs: 5 } },
  }),
  memoryLimitStore: optionRow(server.memoryLimitStore, { maxKeys: 5, platform }),
  createCors: optionRow(server.createCors, {
    ...{ allowedOrigins: ['https://a.test'], credentials: true, methods: ['GET'] },
    ...{ requestHeaders: ['a'], exposedHeaders: ['a'], maxAgeSeconds: 5 },
  }),
  createHealth: optionRow(server.createHealth, {
    ...{ checks: {}, timeoutMs: 5, answerMs: 5, platform },
  }),
  createShutdown: optionRow(server.createShutdown, {
    ...{ server: { retire: nothing, close: async () => ({ cut: 0 }) }, platform, log },
    ...{ health: { drain: nothing }, streams: { drain: nothing }, announceMs: 5 },
    ...{ graceMs: 5, finally: [], stepMs: 5 },
  }),
  createConfiguration: optionRow(server.createConfiguration<{ a: string }>, {
    ...{ schema, read: () => ({}), reloadable: ['a'], platform },
  }),
  createRequestMetrics: optionRow(server.createRequestMetrics, { log }),
  createIntake: optionRow(server.createIntake, {
    ...{ store: parts.memoryTelemetryStore(), maxBytes: 5, maxEvents: 5, maxEventBytes: 5 },
    ...{ perSource: { events: 5, bytes: 5 }, inTotal: { events: 5, bytes: 5 }, platform },
  }),
  'a quota of createIntake': optionRow(
    (perSource: { readonly events: number; readonly bytes: number }) =>
      server.createIntake({ store: parts.memoryTelemetryStore(), perSource }),
    { events: 5, bytes: 5 },
  ),
  createAudit: optionRow(server.createAudit, {
    ...{ store: server.memoryAuditStore(), maxPerParty: 5, maxPerKind: 5, platform },
  }),
  readBytes: optionRow(
    (options: Parameters<typeof server.readBytes>[1] & {}) =>
      server.readBytes(new Request(url), options),
    { maxBytes: 5 },
  ),
  'validated of hono': optionRow(
    (options: Parameters<typeof hono.validated>[2] & {}) =>
      hono.validated({ body: schema }, () => new Response(), options),
    { ...input, unknown: 'schema' },
  ),
  validated: optionRow(
    (options: Parameters<typeof server.validated>[2] & {}) =>
      server.validated({ body: schema }, () => new Response(), options),
    { ...input, unknown: 'schema' },
  ),
  nodeHandler: optionRow(
    (options: Parameters<typeof adapters.nodeHandler>[1] & {}) =>
      adapters.nodeHandler(() => new Response(), options),
    { log: nothing },
  ),
  expressHandler: optionRow(
    (options: Parameters<typeof adapters.expressHandler>[1] & {}) =>
      adapters.expressHandler(() => new Response(), options),
    { log: nothing },
  ),
  createAlerts: optionRow(alerts.createAlerts, {
    ...{ store: alerts.memoryAlertStore(), rollups: monitoring.memoryRollupStore(), rules: [] },
    ...{ targets: {}, runbookUrl: () => 'a', link: () => 'a', enqueue: async () => {} },
    ...{ escalation: {}, groupWaitMs: 5, repeatMs: 5, everyMs: 5, judges: {}, platform },
  }),
  createAlertAdmin: optionRow(alerts.createAlertAdmin, {
    ...{ alerts: {} as never, audit, undelivered: () => ({}), authorise },
  }),
  createCredentials: optionRow(credentials.createCredentials, {
    ...{ guard, hashing: { run: nothing, close: nothing } as never, audit, log2Cost: 15 },
    ...{ costliest: async () => undefined, platform },
  }),
  knownDevices: optionRow(credentials.knownDevices, { key: new Uint8Array(32) }),
  createHashing: optionRow(credentials.createHashing, {
    ...{ workers: 1, maxWaiting: 2.5, maxWaitingOfCaller: 2.5, taskTimeoutMs: 5 },
  }),
  nameKeys: optionRow(credentials.nameKeys, { skeleton: (text) => text }),
  passwordFault: optionRow(
    (rules: Parameters<typeof credentials.passwordFault>[1]) =>
      credentials.passwordFault({ password: 'a' }, rules),
    { isCommon: () => false, least: 5, most: 5 },
  ),
  contrast: optionRow(
    (options: Parameters<typeof detection.contrast>[2] & {}) => detection.contrast([], [], options),
    { falseShare: 0.5, most: 5 },
  ),
  createDurableStreams: optionRow(durable.createDurableStreams, {
    ...{ store: durable.memoryDurableStore(), nameOf: () => 'a', isShared: true },
    ...{ resourcePolicy: 'same-site', platform: webPlatform, maxBodyBytes: 5, maxStreamBytes: 5 },
    ...{ maxStreams: 5, maxForks: 5, maxForkDepth: 5, maxProducers: 5, maxReaders: 5 },
    ...{ chunkBytes: 5, longPollMs: 5, sseMs: 5, heartbeatMs: 5, pollMs: 5 },
  }),
  memoryDurableStore: optionRow(durable.memoryDurableStore, { platform }),
  streamLogReads: optionRow(
    (options: Parameters<typeof durable.streamLogReads>[1] & {}) =>
      durable.streamLogReads(server.memoryStreamLog(), options),
    { platform },
  ),
  createFiles: optionRow(
    (options: Parameters<typeof files.createFiles>[1] & {}) =>
      files.createFiles(mkdtempSync(path.join(tmpdir(), 'holdfast-')), options),
    { cacheControl: () => 'a', maxKeptBytes: 5 },
  ),
  requestScope: optionRow(hono.requestScope, { log: nothing, platform }),
  isolated: optionRow(hono.isolated, { allowedOrigins: ['https://a.test'] }),
  sameOrigin: optionRow(hono.sameOrigin, { allowedOrigins: ['https://a.test'] }),
  cors: optionRow(hono.cors, {
    ...{ allowedOrigins: ['https://a.test'], credentials: true, methods: ['GET'] },
    ...{ requestHeaders: ['a'], exposedHeaders: ['a'], maxAgeSeconds: 5 },
  }),
  threatGuard: optionRow(hono.threatGuard, { guard, addressOf: () => 'a' }),
  rateLimit: optionRow(hono.rateLimit, { limiter: nothing as never, by: () => 'a' }),
  createRollups: optionRow(monitoring.createRollups, {
    ...{ store: monitoring.memoryRollupStore(), operations: ['a'], flushMs: 5, maxRows: 5 },
    ...{ sample: nothing, onFailure: nothing, platform },
  }),
  readReliability: optionRow(
    (options: monitoring.ReadReliabilityOptions) =>
      monitoring.readReliability(monitoring.memoryRollupStore(), options),
    { from: 2.5, to: 5.5, more: async () => [], most: 5 },
  ),
  troublesOf: optionRow(
    (options: monitoring.TroublesOptions) => monitoring.troublesOf([], options),
    { joinMs: 5 },
  ),
  limitConnections: optionRow(
    (options: Parameters<typeof node.limitConnections>[1] & {}) =>
      node.limitConnections(createServer(), options),
    {
      ...limits,
      ...moreLimits,
      ...waits,
      minBytesPerSecond: 2.5,
      proxies: ['10.0.0.1'],
      log: nothing,
    },
  ),
  reloadOnSignal: optionRow(
    (options: Parameters<typeof node.reloadOnSignal>[1]) =>
      node.reloadOnSignal({ reload: nothing as never }, options),
    { log, process: { on: nothing } },
  ),
  stopOnSignals: optionRow(
    (options: Parameters<typeof node.stopOnSignals>[1] & {}) =>
      node.stopOnSignals({ stop: nothing as never }, options),
    { exitMs: 5, log, process: { on: nothing } },
  ),
  otlpSink: optionRow(otlp.otlpSink, {
    ...{ name: 'a', url, headers: {}, resource: {}, timeoutMs: 5, maxBatch: 5 },
  }),
  memoryTelemetryStore: optionRow(parts.memoryTelemetryStore, { maxEvents: 5 }),
  createPinoLog: optionRow(pino.createPinoLog, {
    ...{ level: 'info', destination: { write: nothing }, platform },
  }),
  postgresDialect: optionRow(
    (options: Parameters<typeof postgres.postgresDialect>[1] & {}) =>
      postgres.postgresDialect(pool(), options),
    {
      ...{ statementTimeoutMs: 5, queryTimeoutMs: 5, connectTimeoutMs: 5, turnTimeoutMs: 5 },
      ...{ maxWaiting: 5, keepsReady: true, endTimeoutMs: 5, idleAdviceMs: 5, advise: nothing },
      platform,
    },
  ),
  createMeter: optionRow(quotas.createMeter, { windowMs: 5, maxKeys: 5, platform }),
  httpSink: optionRow(relay.httpSink, {
    ...{ ...target, url, render: () => ({ body: '' }), resendUncertain: () => true },
    ...{ maxBodyBytes: 5, wordOf: () => 'a', everyMs: 5, maxWaitMs: 5 },
  }),
  pagerDutySink: optionRow(relay.pagerDutySink, { ...target, url, routingKey: 'a' }),
  sentryEnvelopeSink: optionRow(relay.sentryEnvelopeSink, {
    ...{ ...target, dsn: 'https://a@b.test/1', environment: 'a', release: 'a' },
  }),
  slackSink: optionRow(relay.slackSink, {
    ...{ ...target, url, resendUncertain: () => true, maxWaitMs: 5 },
  }),
  webhookSink: optionRow(relay.webhookSink, { ...target, url, secrets }),
  verifyWebhook: optionRow(relay.verifyWebhook, {
    ...{ secrets, toleranceMs: 5, maxBytes: 5, platform },
  }),
  createEnqueue: optionRow(relay.createEnqueue, {
    ...{ store: relay.memoryRelayStore(), maxBodyBytes: 5, maxDepth: 5, depthMs: 5, platform },
  }),
  createRelay: optionRow(relay.createRelay, {
    ...{ store: relay.memoryRelayStore(), sinks: [], maxBodyBytes: 5, maxDepth: 5, depthMs: 5 },
    ...{ tell: nothing, log, pollMs: 5, leaseMs: 5, sendTimeoutMs: 5, maxInFlight: 5 },
    ...{ backoff: () => 5, breaker: () => createCircuitBreaker(), maxFailures: 5, maxCrashes: 5 },
    ...{ onPoison: 'skip' as const, doneMs: 5, keysMs: 5, measureMs: 5, platform },
  }),
  memorySink: optionRow(relay.memorySink, {
    ...{ name: 'a', maxBatch: 5, takesDead: true, answer: nothing as never },
  }),
  memoryRelayStore: optionRow(relay.memoryRelayStore, { platform }),
  telemetrySink: optionRow(relay.telemetrySink, {
    ...{ name: 'a', target: `otlp:${url}`, service: 'a', release: 'a', environment: 'a' },
    ...{ headers: {}, privateNetwork: true },
  }),
  createRetention: optionRow(retention.createRetention, {
    ...{ store: retention.memoryRetentionStore(), tasks: [], everyMs: 5, saveMs: 5, batch: 5 },
    ...{ pauseMs: 5, report: nothing, removed: nothing, platform },
  }),
  streamRetention: optionRow(
    (options: Parameters<typeof retention.streamRetention>[1]) =>
      retention.streamRetention(server.memoryStreamLog(), options),
    { eventsMs: 5, streamsMs: 5 },
  ),
  checkWrites: optionRow(
    (options: Parameters<typeof sql.checkWrites>[1] & {}) => sql.checkWrites(database, options),
    { freshMs: 5, timeoutMs: 5, platform },
  ),
  sqlStores: optionRow(
    (options: Parameters<typeof sql.sqlStores>[1] & {}) => sql.sqlStores(database, options),
    { limits: {} },
  ),
  sqlStore: optionRow(
    (options: Parameters<typeof sql.sqlStore>[1] & {}) => sql.sqlStore(database, options),
    { ...transaction, signal: new AbortController().signal, platform },
  ),
  sqlLimitStore: optionRow(
    (options: Parameters<typeof sql.sqlLimitStore>[1] & {}) => sql.sqlLimitStore(database, options),
    { timeoutMs: 5, retryMs: 5, maxKeys: 5, onFailure: nothing, platform },
  ),
  createConsumeOnce: optionRow(
    (options: Parameters<typeof sql.createConsumeOnce>[1] & {}) =>
      sql.createConsumeOnce(database, options),
    { ...transaction, signal: new AbortController().signal, platform, consumer: 'a' },
  ),
  tableRetention: optionRow(
    (options: Parameters<typeof sql.tableRetention>[1]) => sql.tableRetention(database, options),
    { name: 'a', table: 'a', column: 'a', isAhead: true, spanMs: 5, maxRows: 5 },
  ),
  sqliteDialect: optionRow(
    (options: sqlite.SqliteOptions) => sqlite.sqliteDialect(':memory:', options),
    {
      ...{ busyTimeoutMs: 5, alone: true, turnTimeoutMs: 5, maxWaiting: 5, platform },
      ...{ idleAdviceMs: 5, advise: nothing },
    },
  ),
  createThreatGuard: optionRow(threats.createThreatGuard, {
    ...{ store: threatStore, audit, rules: defaultThreatRules, sinks: [], freshMs: 5, platform },
    ...{ names: { most: 5, kept: 1, halfLifeMs: 5 }, nameKey: (name) => name },
    allowedOrigins: ['https://a.test'],
  }),
  'the rules of createThreatGuard': optionRow(
    (rules: threats.ThreatRules) => threats.createThreatGuard({ store: threatStore, rules }),
    { ...defaultThreatRules, threshold: 2.5 },
  ),
  'the names of createThreatGuard': optionRow(
    (names: { readonly most: number; readonly kept: number; readonly halfLifeMs: number }) =>
      threats.createThreatGuard({ store: threatStore, names }),
    { most: 5.5, kept: 1.5, halfLifeMs: 5 },
  ),
  createThreatAdmin: optionRow(threats.createThreatAdmin, {
    ...{ store: threatStore, audit, events: server.memoryAuditStore(), authorise, platform },
    ...{ rules: defaultThreatRules, sinks: [] },
  }),
  memoryThreatStore: optionRow(threats.memoryThreatStore, { maxParties: 5 }),
};

it.each(Object.entries(rows))(
  '%s takes sensible options, and refuses absurd ones',
  async (_, row) => {
    await row.make(row.every);
    expect(await absurdlyTaken(row)).toEqual([]);
  },
);

// They listen, connect or read at once, so here they are only refused.
const beginning: Readonly<Record<string, OptionRow>> = {
  listen: optionRow(adapters.listen, {
    ...{ fetch: () => new Response(), port: 0, host: 'a', limits: {}, log: nothing },
  }),
  kafkaSink: optionRow(kafka.kafkaSink, {
    ...{ name: 'a', brokers: ['a:1'], clientId: 'a', maxBatch: 5, client: {} },
  }),
  reliabilityReport: optionRow(monitoring.reliabilityReport, {
    ...{ from: 2.5, to: 5.5, counts: {} as never, before: {} as never, most: 5 },
  }),
};

it.each(Object.entries(beginning))('%s refuses absurd options', async (_, row) => {
  expect(await absurdlyTaken(row)).toEqual([]);
});

// They work on one request, one event or one point of a series, or on a value that other code of the package made.
const OTHERS = `readJson readQuery requestContext requireSameOrigin requestCause toEventLine
  parseRule nextDetection forecastSpending serverCounts accountFull transact inspectJson inspectRequest`;

it('knows every function of the package that takes options', () => {
  const known = new Set([...Object.keys({ ...rows, ...beginning }), ...OTHERS.split(/\s+/)]);
  const found = functionsWithOptions(
    ...[server, adapters, alerts, credentials, detection, durable, files, hono, kafka, monitoring],
    ...[node, otlp, parts, pino, postgres, quotas, relay, retention, sql, sqlite, threats],
  );
  expect(found.filter((name) => !known.has(name))).toEqual([]);
});
