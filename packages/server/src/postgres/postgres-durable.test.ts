import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { openPostgres } from '../../test/open-postgres.ts';
import {
  createPostgresDatabase,
  describeOnPostgres,
  type PostgresDatabase,
} from '../../test/postgres-database.ts';
import { createDurableTables } from '../sql/durable-tables.ts';
import { sqlDurableStore } from '../sql/sql-durable-store.ts';
import { durableStoreContract } from '../streams/durable/durable-store.contract.ts';

describeOnPostgres('PostgreSQL', () => {
  let postgres: PostgresDatabase;
  let here: Kysely<object>;
  let there: Kysely<object>;
  beforeAll(async () => {
    postgres = await createPostgresDatabase();
    here = openPostgres(postgres.url);
    there = openPostgres(postgres.url);
    await createDurableTables(here);
  });
  afterAll(async () => {
    await here.destroy();
    await there.destroy();
    await postgres.drop();
  });

  durableStoreContract('PostgreSQL', async () => ({
    store: sqlDurableStore(here),
    elsewhere: sqlDurableStore(there),
    close: async () =>
      void (await sql`
        truncate holdfast_durable, holdfast_durable_records, holdfast_durable_producers
      `.execute(here)),
  }));
});
