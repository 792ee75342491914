import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { transact } from '../sql/transact.ts';
import { sqliteDialect } from './node-sqlite-dialect.ts';

interface Tables {
  readonly some: { readonly a: number };
}

async function setUp() {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
  const file = path.join(folder, 'test.sqlite');
  const database = new Kysely<Tables>({ dialect: sqliteDialect(file, { busyTimeoutMs: 500 }) });
  await sql`create table some (a integer primary key)`.execute(database);
  const other = new DatabaseSync(file);
  onTestFinished(async () => {
    other.close();
    await database.destroy();
    await rm(folder, { recursive: true });
  });
  const write = (a: number, timeoutMs?: number): Promise<unknown> =>
    transact(database, (t) => t.insertInto('some').values({ a }).execute(), {
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
  const count = async (): Promise<number> =>
    (await database.selectFrom('some').select('a').execute()).length;
  return { other, write, count };
}

it('lets reads go on while many writers wait for another process, and then does each write once', async () => {
  const { other, write, count } = await setUp();
  other.exec('begin immediate');
  const writing = Promise.all(Array.from({ length: 50 }, (_, a) => write(a)));
  let slowest = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    const from = performance.now();
    expect(await count()).toBe(0);
    slowest = Math.max(slowest, performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  // Each writer alone would have made a read wait for half a second.
  expect(slowest).toBeLessThan(300);
  other.exec('rollback');
  await writing;
  expect(await count()).toBe(50);
});

it('rejects by name when it did not get the lock, and works again when the lock is free', async () => {
  const { other, write, count } = await setUp();
  other.exec('begin immediate');
  await expect(write(1, 1300)).rejects.toMatchObject({ code: 'TRANSACTION_TIMEOUT' });
  other.exec('rollback');
  await write(2);
  expect(await count()).toBe(1);
});
