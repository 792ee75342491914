import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { isFailure } from '@holdfast/core';
import { postgresDialect } from '@holdfast/server/postgres';
import { checkWrites, type IdleAdviceOptions } from '@holdfast/server/sql';
import type { PoolSample } from '@holdfast/server/monitoring';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { type Dialect, Kysely } from 'kysely';
import pg from 'pg';
import { CannotStart, systemCode } from '../start/cannot-start.ts';
import { migrate } from './migrate.ts';
import { timedTransactions, type TransactionSink } from '../administration/timed-transactions.ts';
import type { Database, Tables } from './tables.ts';
import { whyUnusable } from './why-unusable.ts';

export interface DatabaseOptions extends Pick<IdleAdviceOptions, 'advise'> {
  readonly dataFolder: string;
  readonly busyTimeoutMs: number;
  /** Of a PostgreSQL, to use in place of the file in `dataFolder`. */
  readonly databaseUrl?: string | undefined;
  /** Uses the file beside the server that runs on it, for one small change. @default only this process uses it */
  readonly isShared?: boolean;
  /** Gets the end of each transaction. @default none */
  readonly onTransaction?: TransactionSink;
  /** Gets a function that looks at the pool of connections. A file has none. @default none */
  readonly onPool?: (sample: () => PoolSample) => void;
}

/**
 * Opens Fireside's database, creating tables, and for a file its folder, as needed, and checks that it accepts
 * writes. Only this process can use the file. Rejects with `CannotStart`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { dialect, name, kind } = locate(options);
  const { onTransaction } = options;
  const database = new Kysely<Tables>({
    dialect: onTransaction ? timedTransactions(dialect, onTransaction) : dialect,
  });
  try {
    await migrate(database);
    await checkWrites(database)();
    return database;
  } catch (error) {
    // Closing a database that never opened fails as well; the caller gets the first error.
    await database.destroy().catch(() => {});
    const reason = whyUnusable(error, kind);
    throw new CannotStart(`Fireside cannot use its database ${name}: ${reason}.`);
  }
}

interface Located {
  readonly dialect: Dialect;
  readonly name: string;
  readonly kind: 'file' | 'server';
}

function locate(options: DatabaseOptions): Located {
  const { dataFolder, busyTimeoutMs, databaseUrl, advise, isShared = false } = options;
  const advice = advise && { advise };
  if (databaseUrl !== undefined) {
    if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) {
      throw new CannotStart(
        'Fireside cannot use DATABASE_URL: it must be an address such as postgres://user@host/name.',
      );
    }
    const types = new pg.TypeOverrides();
    // Positions and milliseconds need far less than 64 bits. As text they would not compare as numbers.
    types.setTypeParser(pg.types.builtins.INT8, Number);
    const pool = new pg.Pool({ connectionString: databaseUrl, types });
    options.onPool?.(() => ({
      used: pool.totalCount - pool.idleCount,
      size: pool.options.max,
      waiting: pool.waitingCount,
    }));
    // The whole address may hold a password.
    const name = `at ${new URL(databaseUrl).host}`;
    return { dialect: postgresDialect(pool, advice), name, kind: 'server' };
  }
  try {
    makeFolder(dataFolder);
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CannotStart(
      `Fireside cannot write to its data folder ${dataFolder} (${systemCode(error)}); set FIRESIDE_DATA to a folder it may write to.`,
    );
  }
  const name = path.join(dataFolder, 'fireside.sqlite');
  try {
    const dialect = sqliteDialect(name, { busyTimeoutMs, alone: !isShared, ...advice });
    return { dialect, name, kind: 'file' };
  } catch (error) {
    if (!isFailure(error, 'DEFECT')) throw error;
    throw new CannotStart(`Fireside cannot use SQLite: ${error.details.remedy}`);
  }
}

// Not `recursive`: where the system answers ENOENT to every attempt, such as in /proc, Node never returns.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
