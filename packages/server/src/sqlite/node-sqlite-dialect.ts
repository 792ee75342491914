import process from 'node:process';
import type * as sqliteModule from 'node:sqlite';
import { DEFECT, Failure, toDatabaseFailure } from '@holdfast/core';
import {
  CompiledQuery,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

export interface SqliteOptions {
  /** How long a statement waits while another process writes; the process stands still meanwhile. @default 2000 */
  readonly busyTimeoutMs?: number;
}

/**
 * Kysely on Node's own SQLite. What is committed survives a crash of the process and of the machine
 * (write-ahead log, `synchronous = full`), foreign keys hold, and a transaction takes the write lock
 * when it begins, so that it cannot fail halfway for having read first. Errors of the database are
 * `Failure`s by name.
 *
 * Throws `DEFECT` where the host has no `node:sqlite`. When the file cannot be opened, it throws the error of
 * `node:sqlite`.
 */
export function sqliteDialect(path: string, { busyTimeoutMs = 2000 }: SqliteOptions = {}): Dialect {
  const { DatabaseSync } = nodeSqlite();
  const open = (): SqliteDatabase => wrap(new DatabaseSync(path, { timeout: busyTimeoutMs }));
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => {
      const driver = new SqliteDriver({ database: async () => open() });
      return Object.assign(driver, {
        beginTransaction: async (
          connection: Parameters<SqliteDriver['beginTransaction']>[0],
        ): Promise<void> => {
          await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        },
      });
    },
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Loaded on first use, because an import of it would keep the whole entry from loading in Node 20. */
function nodeSqlite(): Pick<typeof sqliteModule, 'DatabaseSync'> {
  const { getBuiltinModule } = process as Partial<Pick<typeof process, 'getBuiltinModule'>>;
  const sqlite = getBuiltinModule?.('node:sqlite');
  if (sqlite) return sqlite;
  const remedy = 'There is no `node:sqlite` here: run Node 22.13 or newer, or use PostgreSQL.';
  throw new Failure(DEFECT, { effect: 'none', details: { remedy } });
}

function wrap(database: sqliteModule.DatabaseSync): SqliteDatabase {
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = named(() => database.prepare(sql));
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => named(() => statement.all(...inputs(parameters))),
        run: (parameters) => named(() => statement.run(...inputs(parameters))),
        iterate: (parameters) => statement.iterate(...inputs(parameters)),
      };
    },
  };
}

/** Gives an error its name where it is certain that it was the database. */
function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toDatabaseFailure(error);
  }
}

// Kysely types parameters as unknown; what it compiled came from the caller's typed query.
function inputs(parameters: readonly unknown[]): readonly sqliteModule.SQLInputValue[] {
  return parameters as readonly sqliteModule.SQLInputValue[];
}
