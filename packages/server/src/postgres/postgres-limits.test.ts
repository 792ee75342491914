import { createVirtualPlatform } from '@holdfast/testing';
import { openPostgres } from '../../test/open-postgres.ts';
import { createPostgresDatabase, describeOnPostgres } from '../../test/postgres-database.ts';
import { rateLimitStoreContract } from '../limits/rate-limit-store.contract.ts';
import { createLimitTable } from '../sql/limit-table.ts';
import { sqlLimitStore } from '../sql/sql-limit-store.ts';

describeOnPostgres('PostgreSQL', () => {
  rateLimitStoreContract('PostgreSQL', async () => {
    const postgres = await createPostgresDatabase();
    const database = openPostgres<object>(postgres.url);
    await createLimitTable(database);
    const platform = createVirtualPlatform();
    return {
      store: sqlLimitStore(database, { platform }),
      advance: platform.advance,
      close: async () => {
        await database.destroy();
        await postgres.drop();
      },
    };
  });
});
