import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPostgresDatabase } from '../../../scripts/postgres-database.ts';
import { openDatabase } from '../database/open-database.ts';
import type { Database } from '../database/tables.ts';

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];

/**
 * Describes the same on SQLite and on PostgreSQL. All tests of one description share a database, so each makes accounts
 * of its own. Without a PostgreSQL at hand its tests are left out; where `CI` is set they fail.
 */
export function onEachDatabase(tests: (database: () => Database) => void): void {
  describe('on SQLite', () => {
    onOne(tests, async () => undefined);
  });
  const describePostgres =
    server === undefined && process.env['CI'] !== 'true' ? describe.skip : describe;
  describePostgres('on PostgreSQL', () => {
    onOne(tests, () => createPostgresDatabase(server ?? ''));
  });
}

function onOne(
  tests: (database: () => Database) => void,
  create: () => Promise<{ readonly url: string; drop(): Promise<void> } | undefined>,
): void {
  let database: Database | undefined;
  const leave: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'fireside-'));
    leave.push(() => rm(folder, { recursive: true, force: true }));
    const postgres = await create();
    leave.push(async () => postgres?.drop());
    database = await openDatabase({
      ...{ dataFolder: path.join(folder, 'data'), busyTimeoutMs: 2000 },
      databaseUrl: postgres?.url,
    });
  });
  afterAll(async () => {
    await database?.destroy();
    for (const step of leave.toReversed()) await step();
  });
  tests(() => {
    if (!database) throw new Error('The database is not open yet.');
    return database;
  });
}
