import { openPostgres } from '../../test/open-postgres.ts';
import { createPostgresDatabase, describeOnPostgres } from '../../test/postgres-database.ts';
import { sqlThreatStore } from '../sql/sql-threat-store.ts';
import { createThreatTable } from '../sql/threat-table.ts';
import { threatStoreContract } from '../threats/threat-store.contract.ts';

describeOnPostgres('PostgreSQL', () => {
  threatStoreContract('PostgreSQL', async () => {
    const postgres = await createPostgresDatabase();
    const [one, other] = [openPostgres<object>(postgres.url), openPostgres<object>(postgres.url)];
    await createThreatTable(one);
    return {
      store: sqlThreatStore(one),
      other: sqlThreatStore(other),
      close: async () => {
        await Promise.all([one.destroy(), other.destroy()]);
        await postgres.drop();
      },
    };
  });
});
