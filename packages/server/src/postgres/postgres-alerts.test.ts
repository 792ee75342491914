import type { Kysely } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { emptyAlertTables } from '../../test/empty-alert-tables.ts';
import { openPostgres } from '../../test/open-postgres.ts';
import { createPostgresDatabase, describeOnPostgres } from '../../test/postgres-database.ts';
import { alertStoreContract } from '../alerts/alert-store.contract.ts';
import { createAlertTables } from '../sql/alert-tables.ts';
import { sqlAlertStore } from '../sql/sql-alert-store.ts';

describeOnPostgres('PostgreSQL', () => {
  let [one, other]: Kysely<object>[] = [];
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const postgres = await createPostgresDatabase();
    ({ drop } = postgres);
    one = openPostgres<object>(postgres.url);
    other = openPostgres<object>(postgres.url);
    await createAlertTables(one);
  });
  afterAll(async () => {
    await Promise.all([one?.destroy(), other?.destroy()]);
    await drop();
  });
  alertStoreContract('PostgreSQL', async () => {
    if (!one || !other) throw new Error('There is no database.');
    const [store, second, filled] = [sqlAlertStore(one), sqlAlertStore(other), one];
    return { store, other: second, close: () => emptyAlertTables(filled) };
  });
});
