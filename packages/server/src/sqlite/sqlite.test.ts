import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely, sql } from 'kysely';
import { checkWritesContract } from '../sql/check-writes.contract.ts';
import { creationContract } from '../sql/creation.contract.ts';
import { foreignUseContract } from '../sql/foreign-use.contract.ts';
import { sqlDatabaseContract } from '../sql/sql-database.contract.ts';
import {
  type DatabaseUnderTest,
  transactContract,
  type TransactTables,
} from '../sql/transact.contract.ts';
import { transactionPartsContract } from '../sql/transaction-parts.contract.ts';
import { sqliteDialect, type SqliteOptions } from './node-sqlite-dialect.ts';

async function open(options?: SqliteOptions): Promise<DatabaseUnderTest> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  const database = new Kysely<TransactTables>({
    dialect: sqliteDialect(path.join(folder, 'test.sqlite'), options),
  });
  return {
    database,
    connections: 1,
    close: async () => {
      await database.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

transactContract('SQLite', open);
transactionPartsContract('SQLite', open);
foreignUseContract('SQLite', open);
sqlDatabaseContract('SQLite', async () => {
  const { database, close } = await open();
  return { database: database as unknown as Kysely<object>, close };
});

checkWritesContract('SQLite', async () => {
  const { database, close } = await open();
  const numberOf = async (name: string): Promise<number> => {
    const { rows } = await sql<Record<string, number>>`pragma ${sql.raw(name)}`.execute(database);
    return Object.values(rows[0] ?? {})[0] ?? 0;
  };
  await sql`create table some (a integer)`.execute(database);
  await sql`pragma user_version = 77`.execute(database);
  return {
    database: database as unknown as Kysely<object>,
    async makeReadOnly() {
      await sql`pragma query_only = on`.execute(database);
      return async () => {
        await sql`pragma query_only = off`.execute(database);
      };
    },
    size: async () => (await numberOf('page_count')) * 1000 + (await numberOf('user_version')),
    close,
  };
});

creationContract('SQLite', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  const file = path.join(folder, 'fresh.sqlite');
  return {
    connect: () => new Kysely<object>({ dialect: sqliteDialect(file) }),
    drop: () => rm(folder, { recursive: true }),
  };
});
