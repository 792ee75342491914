import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPostgresDatabase } from '../../scripts/postgres-database.ts';

/** A new file of SQLite, for as long as it is used. */
export async function onSqlite<T>(prove: (address: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-proof-'));
  try {
    return await prove(path.join(folder, 'notes.sqlite'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A new database of a PostgreSQL, for as long as it is used. */
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
