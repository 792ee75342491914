import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { openPostgres } from '../../test/open-postgres.ts';
import {
  createPostgresDatabase,
  describeOnPostgres,
  type PostgresDatabase,
} from '../../test/postgres-database.ts';
import { rollupStoreContract } from '../monitoring/rollup-store.contract.ts';
import { createRollupTables } from '../sql/rollup-tables.ts';
import { sqlRollupStore } from '../sql/sql-rollup-store.ts';

describeOnPostgres('PostgreSQL', () => {
  let postgres: PostgresDatabase;
  let database: Kysely<object>;
  beforeAll(async () => {
    postgres = await createPostgresDatabase();
    database = openPostgres<object>(postgres.url);
    await createRollupTables(database);
  });
  afterAll(async () => {
    await database.destroy();
    await postgres.drop();
  });

  rollupStoreContract('PostgreSQL', async () => ({
    store: sqlRollupStore(database),
    async close() {
      await sql`truncate holdfast_rollups, holdfast_affected`.execute(database);
    },
  }));
});
