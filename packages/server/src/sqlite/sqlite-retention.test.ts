import { Kysely } from 'kysely';
import { retentionContract } from '../sql/retention.contract.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

retentionContract('SQLite', async () => {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  return { database, close: () => database.destroy() };
});
