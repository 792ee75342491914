import { setInterval } from 'node:timers';
import { webPlatform } from '@holdfast/core';
import { createHealth, type LogSink } from '@holdfast/server';
import { sqlStore } from '@holdfast/server/sql';
import { sql } from 'kysely';
import { createAccountStore } from './accounts/account-store.ts';
import { createApp } from './app.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { openDatabase } from './database/open-database.ts';
import { readBuiltFiles } from './pages/built-files.ts';
import { createSessionStore } from './sessions/session-store.ts';
import { CannotStart } from './start/cannot-start.ts';
import { listen } from './start/listen.ts';

const HOUR_MS = 3_600_000;

const logTo =
  (which: Configuration['log']): LogSink =>
  (line) => {
    if (which === 'all' || (which === 'errors' && line.level === 'error')) {
      process.stderr.write(`${JSON.stringify(line)}\n`);
    }
  };

async function start(): Promise<void> {
  const configuration = readConfiguration(process.env);
  const database = await openDatabase(configuration);
  const store = sqlStore(database);
  const sessions = createSessionStore(database, configuration);
  const health = createHealth({ checks: { database: () => sql`select 1`.execute(database) } });
  const app = createApp({
    configuration,
    database,
    store,
    accounts: createAccountStore(database, configuration),
    sessions,
    health,
    files: readBuiltFiles(configuration.pagesFolder),
    log: logTo(configuration.log),
  });
  const prune = async (): Promise<void> => {
    await sessions.prune();
    await store.prune(webPlatform.now() - configuration.keyMs);
  };
  await prune();
  const pruning = setInterval(() => void prune().catch(() => {}), HOUR_MS);

  const server = await listen({ ...configuration, fetch: app.fetch }).catch(async (error) => {
    clearInterval(pruning);
    await database.destroy();
    throw error;
  });

  const stop = async (): Promise<void> => {
    health.drain();
    clearInterval(pruning);
    await server.close(configuration.shutdownMs);
    await database.destroy();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  process.stdout.write(`Fireside is at ${server.url}\n`);
}

try {
  await start();
} catch (error) {
  if (!(error instanceof CannotStart)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
