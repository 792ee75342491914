import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { postgresDialect } from '@holdfast/server/postgres';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { type Dialect, Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { CannotStart, systemCode } from '../start/cannot-start.ts';
import { migrations } from './migrations.ts';
import type { Database, Tables } from './tables.ts';

export interface DatabaseOptions {
  readonly dataFolder: string;
  readonly busyTimeoutMs: number;
  /** Of a PostgreSQL, to use in place of the file in `dataFolder`. */
  readonly databaseUrl?: string | undefined;
}

/**
 * Opens Fireside's database, creating tables, and for a file its folder, as needed. Rejects with
 * `CannotStart`.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { dialect, name } = locate(options);
  const database = new Kysely<Tables>({ dialect });
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error === undefined) return database;
  // Closing what never opened fails as well; the first error is the one to tell.
  await database.destroy().catch(() => {});
  const reason = error instanceof Error ? error.message : systemCode(error);
  throw new CannotStart(`Fireside cannot use its database ${name}: ${reason}.`);
}

function locate({ dataFolder, busyTimeoutMs, databaseUrl }: DatabaseOptions): {
  readonly dialect: Dialect;
  readonly name: string;
} {
  if (databaseUrl !== undefined) {
    if (!/^postgres(ql)?:\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) {
      throw new CannotStart(
        'Fireside cannot use DATABASE_URL: it must be an address such as postgres://user@host/name.',
      );
    }
    const types = new pg.TypeOverrides();
    // Positions and milliseconds are 64 bits wide and far from needing them; as text they would not compare.
    types.setTypeParser(pg.types.builtins.INT8, Number);
    const pool = new pg.Pool({ connectionString: databaseUrl, types });
    // The whole address may hold a password.
    return { dialect: postgresDialect(pool), name: `at ${new URL(databaseUrl).host}` };
  }
  try {
    makeFolder(dataFolder);
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CannotStart(
      `Fireside cannot write to its data folder ${dataFolder} (${systemCode(error)}); set FIRESIDE_DATA to a folder it may write to.`,
    );
  }
  const file = path.join(dataFolder, 'fireside.sqlite');
  return { dialect: sqliteDialect(file, { busyTimeoutMs }), name: file };
}

// Not `recursive`: where the system answers ENOENT to every attempt, such as in /proc, Node never returns.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
