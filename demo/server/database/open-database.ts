import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { CannotStart, systemCode } from '../start/cannot-start.ts';
import { migrations } from './migrations.ts';
import type { Database, Tables } from './tables.ts';

export interface DatabaseOptions {
  readonly dataFolder: string;
  readonly busyTimeoutMs: number;
}

/** Opens Fireside's database, creating folder, file and tables as needed. Rejects with `CannotStart`. */
export async function openDatabase({
  dataFolder,
  busyTimeoutMs,
}: DatabaseOptions): Promise<Database> {
  try {
    makeFolder(dataFolder);
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CannotStart(
      `Fireside cannot write to its data folder ${dataFolder} (${systemCode(error)}); set FIRESIDE_DATA to a folder it may write to.`,
    );
  }
  const file = path.join(dataFolder, 'fireside.sqlite');
  const database = new Kysely<Tables>({ dialect: sqliteDialect(file, { busyTimeoutMs }) });
  const { error } = await new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
  }).migrateToLatest();
  if (error === undefined) return database;
  // Closing what never opened fails as well; the first error is the one to tell.
  await database.destroy().catch(() => {});
  const reason = error instanceof Error ? error.message : systemCode(error);
  throw new CannotStart(`Fireside cannot use its database ${file}: ${reason}.`);
}

// Not `recursive`: where the system answers ENOENT to every attempt, such as in /proc, Node never returns.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}
