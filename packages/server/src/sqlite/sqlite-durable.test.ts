import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Kysely } from 'kysely';
import { createDurableTables } from '../sql/durable-tables.ts';
import { sqlDurableStore } from '../sql/sql-durable-store.ts';
import { durableStoreContract } from '../streams/durable/durable-store.contract.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

durableStoreContract('SQLite', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  const file = path.join(folder, 'durable.sqlite');
  const here = new Kysely<object>({ dialect: sqliteDialect(file) });
  const there = new Kysely<object>({ dialect: sqliteDialect(file) });
  await createDurableTables(here);
  return {
    store: sqlDurableStore(here),
    elsewhere: sqlDurableStore(there),
    close: async () => {
      await here.destroy();
      await there.destroy();
      await rm(folder, { recursive: true });
    },
  };
});
