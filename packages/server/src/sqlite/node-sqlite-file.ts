import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import type * as sqliteModule from 'node:sqlite';
import { catalogue, DEFECT, Failure } from '@holdfast/core';

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
 * Remembers which file a path stands for, and gives a function that throws `DATABASE_UNREACHABLE` once it
 * stands for none or another. SQLite would go on writing to the removed file, which is gone with the process.
 */
export function keepsItsPlace(path: string): () => void {
  if (isNoFile(path)) return () => {};
  const whole = resolve(path);
  const opened = placeOf(whole);
  return () => {
    if (opened !== placeOf(whole)) throw new Failure(catalogue.DATABASE_UNREACHABLE);
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
