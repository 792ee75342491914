import { createAudit, createHealth, createRequestMetrics, createShutdown } from '@holdfast/server';
import { createHashing } from '@holdfast/server/credentials';
import { reloadOnSignal, stopOnSignals } from '@holdfast/server/node';
import { createPinoLog } from '@holdfast/server/pino';
import { checkWrites, sqlStores } from '@holdfast/server/sql';
import { logThreats } from '@holdfast/server/threats';
import { createAccountStore } from './accounts/account-store.ts';
import { createApp } from './app.ts';
import { openConfiguration } from './configuration.ts';
import { openDatabase } from './database/open-database.ts';
import { readPages } from './pages/read-pages.ts';
import { firesideRetention } from './retention.ts';
import { deviceKey } from './sessions/device-key.ts';
import { createSessionStore } from './sessions/session-store.ts';
import { CannotStart } from './start/cannot-start.ts';
import { listen } from './start/listen.ts';
import { readSettings } from './start/settings.ts';

async function start(): Promise<void> {
  const live = await openConfiguration(() => readSettings(process.env));
  const configuration = live.getSnapshot();
  const log = createPinoLog({ level: configuration.logLevel });
  live.subscribe(() => log.reconfigure({ level: live.getSnapshot().logLevel }));

  const files = await readPages(configuration.pagesFolder);
  const database = await openDatabase({
    ...configuration,
    advise: ({ idleMs }) => log.event('warn', 'transaction.idle', { fields: { idleMs } }),
  });
  const stores = sqlStores(database, {
    limits: { onFailure: (thrown) => log.event('warn', 'limits.counted-alone', { thrown }) },
  });
  const sessions = createSessionStore(database, configuration);
  const health = createHealth({ checks: { database: checkWrites(database) } });
  const metrics = createRequestMetrics({ log });
  const audit = createAudit({ store: stores.audit });
  const hashing = createHashing();
  const retention = firesideRetention({
    ...{ configuration, database, stores, sessions, audit, metrics, log },
  });
  const app = createApp({
    ...{ database, stores, sessions, health, audit, hashing, files },
    configuration: live.getSnapshot,
    accounts: createAccountStore(database),
    deviceKey: await deviceKey(database),
    retentionNow: retention.now,
    advise: (thrown) => log.event('error', 'advice', { thrown }),
    threatSinks: [logThreats(log)],
    log: metrics.request,
  });

  await retention.start();
  const server = await listen(configuration, app.fetch, metrics.request).catch(async (error) => {
    await retention.stop();
    await database.destroy();
    throw error;
  });
  const shutdown = createShutdown({
    ...{ server, health, log },
    announceMs: configuration.announceMs,
    graceMs: configuration.shutdownMs,
    finally: [
      { name: 'retention', work: () => retention.stop(), deadlineMs: 1000 },
      { name: 'hashing', work: hashing.close, deadlineMs: 1000 },
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
