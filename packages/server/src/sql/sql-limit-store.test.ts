import { createVirtualPlatform } from '@holdfast/testing';
import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import { rateLimitStoreContract } from '../limits/rate-limit-store.contract.ts';
import { sqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import { createLimitTable } from './limit-table.ts';
import { sqlLimitStore } from './sql-limit-store.ts';

async function openMemory(): Promise<Kysely<object>> {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  await createLimitTable(database);
  return database;
}

rateLimitStoreContract('SQLite', async () => {
  const database = await openMemory();
  const platform = createVirtualPlatform();
  return {
    store: sqlLimitStore(database, { platform }),
    advance: platform.advance,
    close: () => database.destroy(),
  };
});

it('reads the clock of the database', async () => {
  const database = await openMemory();
  const store = sqlLimitStore(database);
  const limit = { name: 'user', limit: 1, windowMs: 3_600_000 };
  expect(await store.take('mara', limit)).toEqual({
    allowed: true,
    remaining: 0,
    resetMs: 3_600_000,
  });
  const { allowed, resetMs } = await store.take('mara', limit);
  expect(allowed).toBe(false);
  expect(resetMs).toBeGreaterThan(3_500_000);
  expect(await store.prune()).toBe(0);
  await database.destroy();
});
