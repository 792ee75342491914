import { createIdempotencyTables } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { type Generated, Kysely, sql } from 'kysely';

export interface NotesTables {
  readonly notes: { readonly id: Generated<number>; readonly label: string };
}

/** The notes that are there before the first call. */
export const FIRST_NOTE = { id: 1, label: 'first' };

export async function openNotes(file: string): Promise<Kysely<NotesTables>> {
  const database = new Kysely<NotesTables>({ dialect: sqliteDialect(file) });
  await createIdempotencyTables(database);
  // Only the id is unique: a second effect must be possible, or counting would prove nothing.
  await sql`create table if not exists notes (id integer primary key autoincrement, label text not null) strict`.execute(
    database,
  );
  await sql`insert or ignore into notes values (${FIRST_NOTE.id}, ${FIRST_NOTE.label})`.execute(
    database,
  );
  return database;
}
