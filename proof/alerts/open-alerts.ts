import { postgresDialect } from '@holdfast/server/postgres';
import { createAlertTables, createRelayTables, createRollupTables } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely } from 'kysely';
import pg from 'pg';

/** Opens a database with the tables of alerts: an address of PostgreSQL, or else a file of SQLite. */
export async function openAlerts(address: string): Promise<Kysely<object>> {
  const database = new Kysely<object>({
    dialect: address.startsWith('postgres')
      ? postgresDialect(new pg.Pool({ connectionString: address, max: 4 }))
      : sqliteDialect(address, { busyTimeoutMs: 10_000 }),
  });
  await createAlertTables(database);
  await createRelayTables(database);
  await createRollupTables(database);
  return database;
}
