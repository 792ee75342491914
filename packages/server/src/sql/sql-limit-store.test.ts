import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { Kysely } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { memoryLimitStore } from '../limits/memory-limit-store.ts';
import { rateLimitStoreContract } from '../limits/rate-limit-store.contract.ts';
import { sqliteDialect } from '../sqlite/node-sqlite-dialect.ts';
import { createLimitTable } from './limit-table.ts';
import { sqlLimitStore } from './sql-limit-store.ts';

async function openMemory(): Promise<Kysely<object>> {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  await createLimitTable(database);
  return database;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
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

it('asks the database once for many requests, and decides on each as the store in memory does', async () => {
  const database = await openMemory();
  const statements: string[] = [];
  const counted = database.withPlugin({
    transformQuery: ({ node }) => {
      statements.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const platform = createVirtualPlatform();
  const [store, memory] = [sqlLimitStore(counted, { platform }), memoryLimitStore({ platform })];
  const limit = { name: 'user', limit: 60, windowMs: 60_000 };
  const asked: number[] = [];
  for (let turn = 0; turn < 80; turn += 1) {
    expect(await store.take('mara', limit)).toEqual(await memory.take('mara', limit));
    asked.push(statements.length);
    await platform.advance(50);
  }
  expect(asked[25]).toBeLessThanOrEqual(6);
  await database.destroy();
});

it('counts alone while it cannot reach the database, calls onFailure, and reports its counts later', async () => {
  const file = path.join(await temporaryFolder(), 'limits.sqlite');
  const open = (): Kysely<object> => new Kysely<object>({ dialect: sqliteDialect(file) });
  const [database, other] = [open(), open()];
  await createLimitTable(database);
  let isDown = true;
  const failing = database.withPlugin({
    transformQuery({ node }) {
      if (isDown) throw new Failure(catalogue.DATABASE_UNREACHABLE);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const platform = createVirtualPlatform();
  const told: unknown[] = [];
  const store = sqlLimitStore(failing, { platform, onFailure: (error) => told.push(error) });
  const limit = { name: 'user', limit: 3, windowMs: 60_000 };
  const take = async () => (await store.take('mara', limit)).allowed;

  expect([await take(), await take(), await take(), await take()]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(told).toHaveLength(1);
  await platform.advance(1000);
  expect(await take()).toBe(false);
  expect(told).toHaveLength(2);

  isDown = false;
  await platform.advance(1000);
  expect(await take()).toBe(false);
  expect((await sqlLimitStore(other, { platform }).take('mara', limit)).allowed).toBe(false);
  await Promise.all([database.destroy(), other.destroy()]);
});

it('throws an error that will come again, such as a missing table', async () => {
  const database = new Kysely<object>({ dialect: sqliteDialect(':memory:') });
  const limit = { name: 'user', limit: 3, windowMs: 60_000 };
  await expect(sqlLimitStore(database).take('mara', limit)).rejects.toMatchObject({
    code: 'DATABASE_QUERY_FAILED',
  });
  await database.destroy();
});

it('remembers no more keys than it may, and asks the database about one it has forgotten', async () => {
  const database = await openMemory();
  const platform = createVirtualPlatform();
  const store = sqlLimitStore(database, { platform, maxKeys: 10 });
  const limit = { name: 'user', limit: 3, windowMs: 60_000 };
  for (let turn = 0; turn < 3; turn += 1) await store.take('mara', limit);
  for (let key = 0; key < 50; key += 1) await store.take(String(key), limit);
  expect((await store.take('mara', limit)).allowed).toBe(false);
  await database.destroy();
});

it('lets one request find out whether a frozen database is back, and holds up no other request', async () => {
  const database = await openMemory();
  let isFrozen = true;
  const freezing = database.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => (isFrozen ? new Promise(() => {}) : Promise.resolve(result)),
  });
  const platform = createVirtualPlatform();
  const told: unknown[] = [];
  const store = sqlLimitStore(freezing, {
    platform,
    timeoutMs: 50,
    onFailure: (error) => told.push(error),
  });
  const limit = { name: 'user', limit: 60, windowMs: 60_000 };
  // The first request waits for the database. The others do not.
  await Promise.all(['a', 'b', 'c'].map((key) => store.take(key, limit)));
  expect(told).toHaveLength(1);
  await platform.advance(1000);
  const probe = store.take('a', limit);
  let isProbing = true;
  void probe.finally(() => (isProbing = false));
  for (const key of ['b', 'c', 'd']) expect((await store.take(key, limit)).allowed).toBe(true);
  expect(isProbing).toBe(true);
  await probe;
  expect(told).toHaveLength(2);
  isFrozen = false;
  await platform.advance(1000);
  const { allowed, remaining } = await store.take('a', limit);
  expect(allowed).toBe(true);
  // A place counts as taken if the database took it, although its answer never came.
  expect(remaining).toBeLessThanOrEqual(57);
  await database.destroy();
});
