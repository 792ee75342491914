import type { Kysely } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { openPostgres } from '../../test/open-postgres.ts';
import { createPostgresDatabase, describeOnPostgres } from '../../test/postgres-database.ts';
import {
  createDamagedTables,
  damagedRowsContract,
  type DamagedTables,
} from '../sql/damaged-rows.contract.ts';

describeOnPostgres('PostgreSQL', () => {
  let database: Kysely<DamagedTables>;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const postgres = await createPostgresDatabase();
    ({ drop } = postgres);
    database = openPostgres<DamagedTables>(postgres.url);
    await createDamagedTables(database);
  });
  afterAll(async () => {
    await database.destroy();
    await drop();
  });
  damagedRowsContract('PostgreSQL', () => database);
});
