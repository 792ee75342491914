import type { RateLimitStore } from '@holdfast/server';
import { createLimitTable, sqlLimitStore } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';

/** A store of limits on a database of its own connection. */
export async function openLimits(
  file: string,
): Promise<{ readonly store: RateLimitStore; readonly close: () => Promise<void> }> {
  const database = new Kysely<object>({ dialect: sqliteDialect(file) });
  await createLimitTable(database);
  return { store: sqlLimitStore(database), close: () => database.destroy() };
}
