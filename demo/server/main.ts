import { createAudit, createHealth, createRequestMetrics, createShutdown } from '@holdfast/server';
import { createAlerts } from '@holdfast/server/alerts';
import { createHashing } from '@holdfast/server/credentials';
import {
  createRollups,
  type PoolSample,
  serverCounts,
  type ServerCounts,
} from '@holdfast/server/monitoring';
import { reloadOnSignal, stopOnSignals } from '@holdfast/server/node';
import { createPinoLog } from '@holdfast/server/pino';
import { createRelay } from '@holdfast/server/relay';
import { checkWrites, sqlStores } from '@holdfast/server/sql';
import { logThreats } from '@holdfast/server/threats';
import { createAccountStore } from './accounts/account-store.ts';
import { countRequests } from './administration/count-requests.ts';
import { dailyCosts } from './administration/daily-costs.ts';
import { alertRules } from './alerts/alert-rules.ts';
import { alertTargets } from './alerts/alert-targets.ts';
import { createApp } from './app.ts';
import { openConfiguration } from './configuration.ts';
import { openDatabase } from './database/open-database.ts';
import { createRuleModeration } from './moderation/rule-moderation.ts';
import { readPages } from './pages/read-pages.ts';
import { chooseGenerator } from './generator/choose-generator.ts';
import { createStreams } from './generator/create-streams.ts';
import { endOrphans } from './generator/end-orphans.ts';
import { createGenerationPlaces } from './generator/generation-places.ts';
import { createPaidGeneration } from './generator/paid-generation.ts';
import { spentBy } from './generator/spent-by.ts';
import { firesideRetention } from './retention.ts';
import { deviceKey } from './sessions/device-key.ts';
import { createSessionStore } from './sessions/session-store.ts';
import { createSpendingLedger } from './spending/create-spending-ledger.ts';
import { createStoryTeller } from './stories/story-teller.ts';
import { CannotStart } from './start/cannot-start.ts';
import { listen } from './start/listen.ts';
import { readSettings } from './start/settings.ts';
import { tellRestart } from './start/tell-restart.ts';
import { thisStart } from './start/this-start.ts';

async function start(): Promise<void> {
  const live = await openConfiguration(() => readSettings(process.env));
  const configuration = live.getSnapshot();
  const log = createPinoLog({ level: configuration.logLevel });
  live.subscribe(() => log.reconfigure({ level: live.getSnapshot().logLevel }));

  const files = await readPages(configuration.pagesFolder);
  let counts: ServerCounts | undefined;
  let pool: (() => PoolSample) | undefined;
  const database = await openDatabase({
    ...configuration,
    onTransaction: (ended, durationMs) => counts?.transaction(ended, durationMs),
    onPool: (sample) => (pool = sample),
    advise: ({ idleMs }) => log.event('warn', 'transaction.idle', { fields: { idleMs } }),
  });
  const stores = sqlStores(database, {
    limits: { onFailure: (thrown) => log.event('warn', 'limits.counted-alone', { thrown }) },
  });
  const rollups = createRollups({
    store: stores.rollups,
    flushMs: 2000,
    sample() {
      counts?.memory(process.memoryUsage.rss());
      if (pool) counts?.pool('database', pool());
    },
    onFailure: (thrown) => log.event('warn', 'counts.not-stored', { thrown }),
  });
  counts = serverCounts(rollups);
  // A file belongs to one server. On PostgreSQL another server may be sending events.
  if (configuration.databaseUrl === undefined) await endOrphans(database, stores.streams);
  const spending = createSpendingLedger({
    database,
    limitMicros: () => live.getSnapshot().dailyBudgetMicros,
    spentBy: spentBy(stores.streams),
  });
  const { sessionMs, sessionIdleMs: idleMs } = configuration;
  const sessions = createSessionStore(database, { sessionMs, idleMs });
  const streams = createStreams({
    log: stores.streams,
    maxBytes: configuration.maxBodyBytes,
    report: (thrown) => log.event('error', 'stream.failed', { thrown }),
  });
  const faultLab = configuration.hasFaultLab
    ? (await import('./faults/open-fault-lab.ts')).openFaultLab()
    : undefined;
  const chosen = chooseGenerator(configuration.generator);
  const generator = faultLab?.around(chosen) ?? chosen;
  const paid = createPaidGeneration({
    ...{ spending, streams, log: stores.streams },
    generator,
    moderation: createRuleModeration(),
    places: createGenerationPlaces(() => live.getSnapshot().generations),
    report: (thrown) => log.event('warn', 'generator.failed', { thrown }),
  });
  const teller = createStoryTeller({ database, streams, paid });
  const { sinks, ...told } = alertTargets(configuration.alerts);
  const relay = createRelay({ store: stores.relay, sinks, log });
  const { runbooks } = configuration.alerts;
  const alerts = createAlerts({
    ...{ store: stores.alerts, rollups: stores.rollups, rules: alertRules, enqueue: relay.enqueue },
    ...told,
    ...(runbooks !== undefined && {
      runbookUrl: (code: string) => `${runbooks}#${code.toLowerCase()}`,
    }),
    ...(configuration.origin !== undefined && {
      link: () => `${configuration.origin}/admin/alerts`,
    }),
  });
  const health = createHealth({
    checks: { database: checkWrites(database), relay: relay.check() },
  });
  const metrics = createRequestMetrics({ log });
  const count = countRequests(counts);
  const audit = createAudit({ store: stores.audit });
  const hashing = createHashing();
  const retention = firesideRetention({
    ...{ configuration, database, stores, sessions, spending, teller, audit, metrics, log },
  });
  const app = createApp({
    ...(faultLab && { faultLab, start: thisStart(process.env['HOLDFAST_RESTARTS']) }),
    ...{ database, stores, sessions, spending, streams, paid, teller, health, audit },
    ...{ hashing, files, alerts, relayed: relay.status.getSnapshot },
    configuration: live.getSnapshot,
    accounts: createAccountStore(database),
    deviceKey: await deviceKey(database),
    retentionNow: retention.now,
    advise: (thrown) => log.event('error', 'advice', { thrown }),
    damaged: (table, { length }) =>
      log.event('error', 'rows.damaged', { fields: { table, rows: length } }),
    threatSinks: [logThreats(log)],
    metrics: { rollups, costs: (time) => dailyCosts(database, time) },
    log(line) {
      count(line);
      metrics.request(line);
    },
  });

  await retention.start();
  // The first check takes longest, so it runs before the first probe.
  await health.answer();
  const server = await listen(configuration, app.fetch, metrics.request).catch(async (error) => {
    await retention.stop();
    await rollups.stop();
    await database.destroy();
    throw error;
  });
  const stopTelling = tellRestart({
    restarts: process.env['HOLDFAST_RESTARTS'],
    store: stores.telemetry,
    onFailure: (thrown) => log.event('warn', 'restart.not-told', { thrown }),
  });
  rollups.start();
  relay.start();
  alerts.start();
  const shutdown = createShutdown({
    ...{ server, health, streams, log },
    announceMs: configuration.announceMs,
    graceMs: configuration.shutdownMs,
    finally: [
      { name: 'generations', work: paid.settled, deadlineMs: 1000 },
      { name: 'alerts', work: () => alerts.dispose(), deadlineMs: 1000 },
      { name: 'relay', work: () => relay.stop(1000), deadlineMs: 4000 },
      { name: 'retention', work: () => retention.stop(), deadlineMs: 1000 },
      { name: 'hashing', work: hashing.close, deadlineMs: 1000 },
      { name: 'restart', work: async () => stopTelling(), deadlineMs: 1000 },
      { name: 'metrics', work: rollups.stop, deadlineMs: 1000 },
      { name: 'audit', work: () => audit.flush(), deadlineMs: 1000 },
      { name: 'database', work: () => database.destroy() },
    ],
  });
  reloadOnSignal(live, { log });
  stopOnSignals(shutdown, { log });
  process.stdout.write(`Fireside is at ${server.url}\n`);
}

try {
  await start();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
