import { postgresDialect } from '@holdfast/server/postgres';
import { Kysely } from 'kysely';
import pg from 'pg';

/** A pool of its own on a database, as a process of its own would have it. */
export function openPostgres<TTables>(
  url: string,
  settings: pg.PoolConfig = {},
  statementTimeoutMs = 10_000,
): Kysely<TTables> {
  const pool = new pg.Pool({ connectionString: url, max: 10, ...settings });
  return new Kysely<TTables>({ dialect: postgresDialect(pool, { statementTimeoutMs }) });
}
