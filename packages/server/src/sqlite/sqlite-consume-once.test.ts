import { Kysely } from 'kysely';
import { consumeOnceContract } from '../sql/consume-once.contract.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

consumeOnceContract('SQLite', async () => {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  return { database, close: () => database.destroy() };
});
