import { type DurableStore, memoryDurableStore } from '@holdfast/server/durable-streams';
import { createDurableTables, sqlDurableStore } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import { openPostgres } from '../../packages/server/test/open-postgres.ts';

/** A store in memory, or in a file of SQLite, or at an address of PostgreSQL. */
export async function openStore(address: string | undefined): Promise<DurableStore> {
  if (address === undefined) return memoryDurableStore();
  const database = address.startsWith('postgres')
    ? openPostgres<object>(address)
    : new Kysely<object>({ dialect: sqliteDialect(address) });
  await createDurableTables(database);
  return sqlDurableStore(database);
}
