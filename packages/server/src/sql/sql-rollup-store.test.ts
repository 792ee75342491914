import { Kysely } from 'kysely';
import { rollupStoreContract } from '../monitoring/rollup-store.contract.ts';
import { sqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import { createRollupTables } from './rollup-tables.ts';
import { sqlRollupStore } from './sql-rollup-store.ts';

rollupStoreContract('SQLite', async () => {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  await createRollupTables(database);
  return { store: sqlRollupStore(database), close: () => database.destroy() };
});
