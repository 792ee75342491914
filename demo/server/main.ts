import { createMetrics } from '@holdfast/core/telemetry';
import {
  createAudit,
  createHealth,
  createShutdown,
  type LogSink,
  memoryLimitStore,
  toTelemetry,
} from '@holdfast/server';
import { createHashing } from '@holdfast/server/credentials';
import { stopOnSignals } from '@holdfast/server/node';
import { createPinoLog } from '@holdfast/server/pino';
import { logThreats } from '@holdfast/server/threats';
import {
  checkWrites,
  sqlAuditStore,
  sqlLimitStore,
  sqlStore,
  sqlTelemetryStore,
  sqlThreatStore,
} from '@holdfast/server/sql';
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

const LEVELS = { none: 'silent', errors: 'error', all: 'info' } as const;

async function start(): Promise<void> {
  const live = await openConfiguration(() => readSettings(process.env));
  const configuration = live.getSnapshot();
  const log = createPinoLog({ level: LEVELS[configuration.log] });
  live.subscribe(() => log.setLevel(LEVELS[live.getSnapshot().log]));

  const files = await readPages(configuration.pagesFolder);
  const database = await openDatabase({
    ...configuration,
    advise: ({ idleMs }) => log.event('warn', 'transaction.idle', { fields: { idleMs } }),
  });
  const store = sqlStore(database);
  const telemetry = sqlTelemetryStore(database);
  const threats = sqlThreatStore(database);
  const sessions = createSessionStore(database, configuration);
  const health = createHealth({ checks: { database: checkWrites(database) } });
  // A file has one process, whose own memory is where limits are exact and cost nothing.
  const limits =
    configuration.databaseUrl === undefined
      ? memoryLimitStore()
      : sqlLimitStore(database, {
          onFailure: (thrown) => log.event('warn', 'limits.counted-alone', { thrown }),
        });
  const hashing = createHashing();
  const metrics = createMetrics();
  const count = toTelemetry([metrics.sink]);
  const logged: LogSink = (line) => {
    count(line);
    log.request(line);
  };
  const audited = sqlAuditStore(database);
  const audit = createAudit({ store: audited });
  const hourly = (): void => {
    const { failures, latency } = metrics.getSnapshot();
    log.event('info', 'metrics', {
      fields: { ...failures.byCode, authFailures: failures.auth, ...latency.operations },
    });
  };
  const retention = firesideRetention({
    ...{ configuration, database, store, sessions, limits, audit, audited, hourly, log },
  });
  const app = createApp({
    ...{ database, store, telemetry, threats, sessions, health, audit, audited },
    retentionNow: retention.now,
    advise: (thrown) => log.event('error', 'advice', { thrown }),
    configuration: live.getSnapshot,
    limits,
    accounts: createAccountStore(database),
    hashing,
    deviceKey: await deviceKey(database),
    threatSinks: [logThreats(log)],
    files,
    log: logged,
  });

  await retention.start();

  const server = await listen(configuration, app.fetch, logged).catch(async (error) => {
    await retention.stop();
    await database.destroy();
    throw error;
  });

  process.on('SIGHUP', () => {
    void live
      .reload()
      .then((reload) =>
        reload.kind === 'applied'
          ? log.event('info', 'configuration.applied', { fields: { ...reload } })
          : log.event('error', 'configuration.refused', { thrown: reload.failure }),
      );
  });
  stopOnSignals(
    createShutdown({
      server,
      health,
      announceMs: configuration.announceMs,
      graceMs: configuration.shutdownMs,
      finally: [
        { name: 'retention', work: () => retention.stop(), deadlineMs: 1000 },
        { name: 'hashing', work: hashing.close, deadlineMs: 1000 },
        { name: 'audit', work: () => audit.flush(), deadlineMs: 1000 },
        { name: 'database', work: () => database.destroy() },
      ],
      log,
    }),
    process,
    { log },
  );
  process.stdout.write(`Fireside is at ${server.url}\n`);
}

try {
  await start();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
