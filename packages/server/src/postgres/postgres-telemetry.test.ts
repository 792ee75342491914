import { openPostgres } from '../../test/open-postgres.ts';
import { createPostgresDatabase, describeOnPostgres } from '../../test/postgres-database.ts';
import { sqlTelemetryStore } from '../sql/sql-telemetry-store.ts';
import { createTelemetryTable } from '../sql/telemetry-table.ts';
import { telemetryStoreContract } from '../telemetry/telemetry-store.contract.ts';

describeOnPostgres('PostgreSQL', () => {
  telemetryStoreContract('PostgreSQL', async () => {
    const postgres = await createPostgresDatabase();
    const database = openPostgres<object>(postgres.url);
    await createTelemetryTable(database);
    return {
      store: sqlTelemetryStore(database),
      close: async () => {
        await database.destroy();
        await postgres.drop();
      },
    };
  });
});
