import { createRelayTables } from '@holdfast/server/sql';
import { postgresDialect } from '@holdfast/server/postgres';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely, sql } from 'kysely';
import pg from 'pg';

/** The content of an event of the proof. */
export interface NoteBody {
  /** The number of the note among those of its key, from 1. */
  readonly n: number;
  /** `bad`: the receiver never takes it. `deadly`: it ends the process that sends it. */
  readonly kind: 'good' | 'bad' | 'deadly';
}

export interface NoteTables {
  /** How many notes of a key were committed. */
  readonly notes: { readonly key: string; readonly n: number };
}

/** Opens a database of notes: an address of PostgreSQL, or else a file of SQLite. */
export async function openNotes(address: string): Promise<Kysely<NoteTables>> {
  const database = new Kysely<NoteTables>({
    dialect: address.startsWith('postgres')
      ? postgresDialect(new pg.Pool({ connectionString: address, max: 8 }))
      : sqliteDialect(address, { busyTimeoutMs: 10_000 }),
  });
  await createRelayTables(database);
  await sql`create table if not exists notes (key text primary key, n integer not null)`.execute(
    database,
  );
  return database;
}
