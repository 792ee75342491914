import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHealth, type Health } from '@holdfast/server';
import { postgresDialect } from '@holdfast/server/postgres';
import { checkWrites } from '@holdfast/server/sql';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openFreezableWay } from '@holdfast/testing/node';
import { createPostgresDatabase, describeOnPostgres } from './postgres-database.ts';

const PROMISED_MS = 100;
const RATE_MS = 40;

async function took(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work;
  return performance.now() - began;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const statusOf = async (health: Health): Promise<number> => (await health.answer()).status;
const becomes = (health: Health, status: number): Promise<void> =>
  expect.poll(() => statusOf(health), { timeout: 10_000 }).toBe(status);

/**
 * Asks again and again. Returns the last status and the slowest answer, without the time by which the machine fires a
 * timer too late.
 */
async function askFor(health: Health, ms: number): Promise<{ slowest: number; status: number }> {
  let slowest = 0;
  for (const endsAt = performance.now() + ms; performance.now() < endsAt;) {
    // oxlint-disable-next-line no-await-in-loop -- as a probe asks
    const [answered, waited] = await Promise.all([took(health.answer()), took(wait(RATE_MS))]);
    slowest = Math.max(slowest, answered - (waited - RATE_MS));
  }
  return { slowest, status: await statusOf(health) };
}

const readinessOf = (database: Kysely<object>): Health =>
  createHealth({
    checks: { database: checkWrites(database, { freshMs: 100 }) },
    timeoutMs: 500,
  });

describe('on SQLite', () => {
  it('says within 100 ms that it is not ready while another process holds the file, and then that it is', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'notes.sqlite');
    const database = new Kysely<object>({ dialect: sqliteDialect(file) });
    onTestFinished(() => database.destroy());
    const health = readinessOf(database);
    await becomes(health, 200);

    const writer = path.join(import.meta.dirname, 'troubled-writer.ts');
    const child = spawn(
      process.execPath,
      ['--conditions=@holdfast/source', writer, file, 'hold the write lock'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    const held = await askFor(health, 1500);
    expect(held.status).toBe(503);
    expect(held.slowest).toBeLessThan(PROMISED_MS);
    child.kill('SIGKILL');
    await becomes(health, 200);
  });

  it('says that it is not ready while the disk is full, and then that it is', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const database = new Kysely<object>({ dialect: sqliteDialect(path.join(folder, 'a.sqlite')) });
    onTestFinished(() => database.destroy());
    await sql`create table some (a blob)`.execute(database);
    const health = readinessOf(database);
    await becomes(health, 200);
    await sql`pragma max_page_count = 10`.execute(database);
    await becomes(health, 503);
    await sql`pragma max_page_count = 100000`.execute(database);
    await becomes(health, 200);
  });
});

describeOnPostgres('on PostgreSQL', () => {
  it('says within 100 ms that it is not ready while the server stands still, and then that it is', async () => {
    const postgres = await createPostgresDatabase();
    onTestFinished(() => postgres.drop());
    const way = await openFreezableWay(postgres.url);
    const limits = { connectTimeoutMs: 1000, queryTimeoutMs: 1000 };
    const pool = new pg.Pool({ connectionString: way.url });
    const database = new Kysely<object>({ dialect: postgresDialect(pool, limits) });
    onTestFinished(async () => {
      way.thaw();
      await database.destroy();
      await way.close();
    });
    const health = readinessOf(database);
    await becomes(health, 200);
    way.freeze();
    const frozen = await askFor(health, 2500);
    expect(frozen.status).toBe(503);
    expect(frozen.slowest).toBeLessThan(PROMISED_MS);
    way.thaw();
    await becomes(health, 200);
  });
});
