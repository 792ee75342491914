import { createIdempotencyTables } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely, sql, type Transaction } from 'kysely';
import { openPostgres } from './open-postgres.ts';

export interface Tables {
  readonly notes: { readonly text: string };
}

/** Opens an address of PostgreSQL, or else a file of SQLite. */
export async function openNotes(address: string): Promise<Kysely<Tables>> {
  const database = address.startsWith('postgres')
    ? openPostgres<Tables>(address)
    : new Kysely<Tables>({ dialect: sqliteDialect(address) });
  await createIdempotencyTables(database);
  await sql`create table if not exists notes (text text not null)`.execute(database);
  return database;
}

export function noteRequest(): Request {
  return new Request('http://test/notes', {
    method: 'POST',
    body: '{"text":"hi"}',
    headers: { 'idempotency-key': '"k1"' },
  });
}

export async function writeNote(transaction: Transaction<Tables>): Promise<Response> {
  await transaction.insertInto('notes').values({ text: 'hi' }).execute();
  return Response.json({ written: true }, { status: 201 });
}
