import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import type * as sqliteModule from 'node:sqlite';
import { Failure } from '@holdfast/core';
import { catalogue, DEFECT } from '@holdfast/core/failures';

export type SqliteFile = sqliteModule.DatabaseSync;

/** Opens a file so that a commit survives a crash of the machine. A lock is never waited for in here. */
export function openFile(path: string): SqliteFile {
  const { DatabaseSync } = nodeSqlite();
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  } catch (error) {
    file.close();
    throw error;
  }
  return file;
}

/**
 * Remembers which file a path stands for, and which log beside it. Gives a function that throws
 * `DATABASE_UNREACHABLE` once one of them was removed or replaced: SQLite would go on writing to a file that is lost
 * when the process ends.
 */
export function keepsItsPlace(path: string): () => void {
  if (isNoFile(path)) return () => {};
  const whole = resolve(path);
  const places = [whole, `${whole}-wal`].map((one) => ({ one, opened: placeOf(one) }));
  return () => {
    for (const place of places) {
      const now = placeOf(place.one);
      // SQLite makes the log when it first needs it.
      place.opened ??= now;
      if (place.opened !== now) throw new Failure(catalogue.DATABASE_UNREACHABLE);
    }
  };
}

/** SQLite keeps it in memory, or in a temporary file, or at an address. */
export function isNoFile(path: string): boolean {
  return path === '' || path === ':memory:' || path.startsWith('file:');
}

function placeOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path);
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}

/** Loaded on first use, because an import of it would keep the whole entry from loading in Node 20. */
export function nodeSqlite(): Pick<typeof sqliteModule, 'DatabaseSync'> {
  const { getBuiltinModule } = process as Partial<Pick<typeof process, 'getBuiltinModule'>>;
  const sqlite = getBuiltinModule?.('node:sqlite');
  if (sqlite) return sqlite;
  const remedy = 'There is no `node:sqlite` here: run Node 22.13 or newer, or use PostgreSQL.';
  throw new Failure(DEFECT, { effect: 'none', details: { remedy } });
}
