import { createIdempotencyTable } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely, sql, type Transaction } from 'kysely';

export interface Tables {
  readonly notes: { readonly text: string };
}

export async function openNotes(file: string): Promise<Kysely<Tables>> {
  const database = new Kysely<Tables>({ dialect: sqliteDialect(file) });
  await createIdempotencyTable(database);
  await sql`create table if not exists notes (text text not null) strict`.execute(database);
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
