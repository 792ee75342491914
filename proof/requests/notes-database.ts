import { createIdempotencyTables } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { type Generated, Kysely, sql } from 'kysely';

export interface NotesTables {
  readonly notes: { readonly id: Generated<number>; readonly label: string };
}

/** What was there before anybody asked. */
export const FIRST_NOTE = { id: 1, label: 'first' };

export async function openNotes(file: string): Promise<Kysely<NotesTables>> {
  const database = new Kysely<NotesTables>({ dialect: sqliteDialect(file) });
  await createIdempotencyTables(database);
  // Nothing is unique but the id: a second effect must be able to happen, or counting proves nothing.
  await sql`create table if not exists notes (id integer primary key autoincrement, label text not null) strict`.execute(
    database,
  );
  await sql`insert or ignore into notes values (${FIRST_NOTE.id}, ${FIRST_NOTE.label})`.execute(
    database,
  );
  return database;
}
