import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';

/** Runs with a new file of SQLite, and removes it afterwards. */
export async function onSqlite<T>(prove: (address: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-proof-'));
  try {
    return await prove(path.join(folder, 'notes.sqlite'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs with a new database of a PostgreSQL, and removes it afterwards. */
export async function onPostgres<T>(
  server: string,
  prove: (address: string) => Promise<T>,
): Promise<T> {
  const { url, drop } = await createPostgresDatabase(server);
  try {
    return await prove(url);
  } finally {
    await drop();
  }
}
