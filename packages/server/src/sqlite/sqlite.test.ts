import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely } from 'kysely';
import { foreignUseContract } from '../sql/foreign-use.contract.ts';
import {
  type DatabaseUnderTest,
  transactContract,
  type TransactTables,
} from '../sql/transact.contract.ts';
import { transactionPartsContract } from '../sql/transaction-parts.contract.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

async function open(): Promise<DatabaseUnderTest> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  const database = new Kysely<TransactTables>({
    dialect: sqliteDialect(path.join(folder, 'test.sqlite')),
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
