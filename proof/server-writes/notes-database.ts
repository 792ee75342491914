import { createIdempotencyTables } from '@holdfast/server/sql';
import { postgresDialect } from '@holdfast/server/postgres';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { type Dialect, Kysely, sql } from 'kysely';
import pg from 'pg';

export interface Tables {
  /** No column here is unique, on purpose: only the key keeps a note from being written twice. */
  readonly notes: { readonly id: string; readonly text: string };
}

/** Where the notes are stored: an address of PostgreSQL, or else a file of SQLite. */
export function notesDialect(address: string): Dialect {
  return address.startsWith('postgres')
    ? postgresDialect(new pg.Pool({ connectionString: address, max: 20 }))
    : sqliteDialect(address);
}

export async function openNotes(dialect: Dialect): Promise<Kysely<Tables>> {
  const database = new Kysely<Tables>({ dialect });
  await createIdempotencyTables(database);
  await sql`create table if not exists notes (id text not null, text text not null)`.execute(
    database,
  );
  return database;
}
