import { createStreamTables } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import { openPostgres } from './open-postgres.ts';

/** Opens an address of PostgreSQL, or else a file of SQLite. */
export async function openStreams(address: string): Promise<Kysely<object>> {
  const database = address.startsWith('postgres')
    ? openPostgres<object>(address)
    : new Kysely<object>({ dialect: sqliteDialect(address) });
  await createStreamTables(database);
  return database;
}

export function startRequest(): Request {
  return new Request('http://test/stories', {
    method: 'POST',
    body: '{"prompt":"hi"}',
    headers: { 'idempotency-key': '"k1"', accept: 'application/x-ndjson' },
  });
}
