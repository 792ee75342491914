import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { openPostgres } from '../../test/open-postgres.ts';
import {
  createPostgresDatabase,
  describeOnPostgres,
  type PostgresDatabase,
} from '../../test/postgres-database.ts';
import { sqlStreamLog } from '../sql/sql-stream-log.ts';
import { createStreamTables } from '../sql/stream-tables.ts';
import { streamLogContract } from '../streams/stream-log.contract.ts';

describeOnPostgres('PostgreSQL', () => {
  let postgres: PostgresDatabase;
  let here: Kysely<object>;
  let there: Kysely<object>;
  beforeAll(async () => {
    postgres = await createPostgresDatabase();
    here = openPostgres(postgres.url);
    there = openPostgres(postgres.url);
    await createStreamTables(here);
  });
  afterAll(async () => {
    await here.destroy();
    await there.destroy();
    await postgres.drop();
  });

  streamLogContract('PostgreSQL', async () => ({
    log: sqlStreamLog(here),
    elsewhere: sqlStreamLog(there),
    close: async () => void (await sql`truncate holdfast_streams cascade`.execute(here)),
  }));
});
