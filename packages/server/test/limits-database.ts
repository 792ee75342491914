import type { RateLimitStore } from '@holdfast/server/parts';
import { postgresDialect } from '@holdfast/server/postgres';
import { createLimitTable, sqlLimitStore } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import pg from 'pg';

/** A store of limits on connections of its own to a PostgreSQL, by its URL, or a SQLite file. */
export async function openLimits(
  address: string,
): Promise<{ readonly store: RateLimitStore; readonly close: () => Promise<void> }> {
  const dialect = address.startsWith('postgres')
    ? postgresDialect(new pg.Pool({ connectionString: address, max: 8 }))
    : sqliteDialect(address);
  const database = new Kysely<object>({ dialect });
  await createLimitTable(database);
  return { store: sqlLimitStore(database), close: () => database.destroy() };
}
