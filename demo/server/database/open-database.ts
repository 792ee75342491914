import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { isFailure } from '@holdfast/core';
import { postgresDialect } from '@holdfast/server/postgres';
import { checkWrites, type IdleAdviceOptions } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { type Dialect, Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { CannotStart, systemCode } from '../start/cannot-start.ts';
import { migrations } from './migrations.ts';
import type { Database, Tables } from './tables.ts';
import { whyUnusable } from './why-unusable.ts';

export interface DatabaseOptions extends Pick<IdleAdviceOptions, 'advise'> {
  readonly dataFolder: string;
  readonly busyTimeoutMs: number;
  /** Of a PostgreSQL, to use in place of the file in `dataFolder`. */
  readonly databaseUrl?: string | undefined;
}

/**
 * Opens Fireside's database, creating tables, and for a file its folder, as needed, and checks that it accepts
 * writes. Only this process can use the file. Rejects with `CannotStart`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { dialect, name, kind } = locate(options);
  const database = new Kysely<Tables>({ dialect });
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

async function migrate(db: Database): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}

interface Located {
  readonly dialect: Dialect;
  readonly name: string;
  readonly kind: 'file' | 'server';
}

function locate({ dataFolder, busyTimeoutMs, databaseUrl, advise }: DatabaseOptions): Located {
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
    const dialect = sqliteDialect(name, { busyTimeoutMs, alone: true, ...advice });
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
