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
import { openFreezableWay } from '../../../scripts/freezable-way.ts';
import { createPostgresDatabase, describeOnPostgres } from './postgres-database.ts';

const PROMISED_MS = 100;
const RATE_MS = 40;

/** Asks again and again, and gives the slowest answer and the last status. */
async function askFor(health: Health, ms: number): Promise<{ slowest: number; status: number }> {
  let slowest = 0;
  let status = 0;
  for (const endsAt = performance.now() + ms; performance.now() < endsAt;) {
    const began = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- as a probe asks
    ({ status } = await health.answer());
    slowest = Math.max(slowest, performance.now() - began);
    // oxlint-disable-next-line no-await-in-loop -- as a probe asks
    await new Promise((resolve) => setTimeout(resolve, RATE_MS));
  }
  return { slowest, status };
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
    expect(await askFor(health, 200)).toMatchObject({ status: 200 });

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
    await expect
      .poll(() => health.answer().then(({ status }) => status), { timeout: 8000 })
      .toBe(200);
  });

  it('says that it is not ready while the disk is full, and then that it is', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const database = new Kysely<object>({ dialect: sqliteDialect(path.join(folder, 'a.sqlite')) });
    onTestFinished(() => database.destroy());
    await sql`create table some (a blob)`.execute(database);
    const health = readinessOf(database);
    expect(await askFor(health, 200)).toMatchObject({ status: 200 });
    await sql`pragma max_page_count = 10`.execute(database);
    await expect.poll(() => health.answer().then(({ status }) => status)).toBe(503);
    await sql`pragma max_page_count = 100000`.execute(database);
    await expect.poll(() => health.answer().then(({ status }) => status)).toBe(200);
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
    expect(await askFor(health, 300)).toMatchObject({ status: 200 });
    way.freeze();
    const frozen = await askFor(health, 2500);
    expect(frozen.status).toBe(503);
    expect(frozen.slowest).toBeLessThan(PROMISED_MS);
    way.thaw();
    await expect
      .poll(() => health.answer().then(({ status }) => status), { timeout: 8000 })
      .toBe(200);
  });
});
