import { Kysely } from 'kysely';
import { telemetryStoreContract } from '../telemetry/telemetry-store.contract.ts';
import { sqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import { sqlTelemetryStore } from './sql-telemetry-store.ts';
import { createTelemetryTable } from './telemetry-table.ts';

telemetryStoreContract('SQLite', async () => {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  await createTelemetryTable(database);
  return { store: sqlTelemetryStore(database), close: () => database.destroy() };
});
