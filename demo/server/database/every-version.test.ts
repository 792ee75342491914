import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { postgresDialect } from '@holdfast/server/postgres';
import { sqliteDialect } from '@holdfast/server/sqlite';
import { Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPostgresDatabase } from '../../../scripts/postgres-database.ts';
import { nameKey } from '../accounts/name-key.ts';
import { temporaryFolder } from '../testing/fireside-process.ts';
import { readTable, tablesOf, writeEveryTable } from '../testing/rows-of-every-table.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import type { Database, Tables } from './tables.ts';

vi.setConfig({ testTimeout: 60_000 });

const versions = Object.keys(migrations);

/** A database of a kind, empty at first, that several servers can open. */
type Place = () => Promise<{
  /** Another connection to it, as another server has one. */
  connect(): Database;
  /** As a server opens it at its start. */
  open(): Promise<Database>;
}>;

const onSqlite: Place = async () => {
  const dataFolder = path.join(await temporaryFolder(), 'data');
  mkdirSync(dataFolder);
  const file = path.join(dataFolder, 'fireside.sqlite');
  return {
    connect: () => closing(new Kysely({ dialect: sqliteDialect(file, { busyTimeoutMs: 5000 }) })),
    open: async () => closing(await openDatabase({ dataFolder, busyTimeoutMs: 1000 })),
  };
};

const onPostgres: Place = async () => {
  const { url, drop } = await createPostgresDatabase(server ?? '');
  onTestFinished(drop);
  const dataFolder = path.join(await temporaryFolder(), 'data');
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  return {
    connect: () =>
      closing(
        new Kysely<Tables>({
          dialect: postgresDialect(new pg.Pool({ connectionString: url, types })),
        }),
      ),
    open: async () =>
      closing(await openDatabase({ dataFolder, busyTimeoutMs: 1000, databaseUrl: url })),
  };
};

const closers = new WeakMap<Database, () => Promise<void>>();

function closing(database: Database): Database {
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= database.destroy());
  closers.set(database, close);
  onTestFinished(close);
  return database;
}

const close = async (database: Database): Promise<void> => closers.get(database)?.();

async function migrateTo(database: Database, version: string): Promise<void> {
  const provider = { getMigrations: async () => migrations };
  const { error } = await new Migrator({ db: database, provider }).migrateTo(version);
  if (error !== undefined) throw error;
}

type Written = Awaited<ReturnType<typeof writeEveryTable>>;

/** A row after all steps: two steps fill a column anew. */
function today(table: string, row: Readonly<Record<string, unknown>>, version: string) {
  if (table !== 'accounts') return row;
  const name = String(row['name']);
  // Before the bytes were counted there was no column of them.
  const { bytes: _, ...rest } = row;
  return version < '0008' ? { ...rest, name_key: nameKey(name) } : row;
}

async function expectKept(database: Database, written: Written, version: string): Promise<void> {
  for (const [before, row] of written) {
    // The kit keeps the minutes now, and says of each count which release reported it.
    const isMoved = before === 'metric_minutes';
    const table = isMoved ? 'holdfast_rollups' : before;
    const expected = isMoved ? { ...row, release: '' } : today(table, row, version);
    const rows = await readTable(database, table, Object.keys(expected));
    expect({ table, rows }).toEqual({ table, rows: expect.arrayContaining([expected]) });
  }
}

/** Names and columns of all tables, with what each column may hold. */
const shapeOf = async (database: Database): Promise<unknown> =>
  (await database.introspection.getTables())
    .map(({ name, columns }) => ({ name, columns: columns.toSorted(byName) }))
    .toSorted(byName);

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name.localeCompare(right.name);

const server = process.env['HOLDFAST_TEST_DATABASE_URL'];
const isOnPostgres = server !== undefined || process.env['CI'] === 'true';

describe.each<readonly [string, Place]>([
  ['SQLite', onSqlite],
  ...(isOnPostgres ? [['PostgreSQL', onPostgres] as const] : []),
])('on %s', (kind, place) => {
  it('a database that went through every version has what each version wrote, and the tables of a new one', async () => {
    const { connect, open } = await place();
    const old = connect();
    const written: [string, Written][] = [];
    for (const version of versions) {
      await migrateTo(old, version);
      written.push([version, await writeEveryTable(old, `Writer ${version}`)]);
    }
    await close(old);
    const database = await open();
    for (const [version, rows] of written) await expectKept(database, rows, version);
    const fresh = await (await place()).open();
    expect(await shapeOf(database)).toEqual(await shapeOf(fresh));
  });

  it('a row without its account is refused, and an account goes with all its rows', async () => {
    const database = await (await place()).open();
    await writeEveryTable(database, 'Mara');
    await writeEveryTable(database, 'Noor');
    await expect(
      database
        .insertInto('sessions')
        .values({ token_hash: 'x', account_id: 'unknown', created_at: 1, expires_at: 2 } as never)
        .execute(),
    ).rejects.toMatchObject({ code: 'CONSTRAINT_BROKEN' });
    await database.deleteFrom('accounts').where('name', '=', 'Mara').execute();
    for (const [table, columns] of await tablesOf(database)) {
      if (!columns.includes('account_id')) continue;
      const rows = await readTable(database, table, ['account_id']);
      expect({ table, rows }).toEqual({ table, rows: [{ account_id: 'account of Noor' }] });
    }
  });

  it('a step that fails leaves the database as it was, and the next start goes on from there', async () => {
    const { connect, open } = await place();
    const database = connect();
    await migrateTo(database, '0008-shapes-of-names');
    const written = await writeEveryTable(database, 'Mara');
    const before = await shapeOf(database);
    const broken: Migration = {
      async up(step) {
        await sql`create table half_done (id text primary key)`.execute(step);
        await sql`update accounts set name = 'changed'`.execute(step);
        throw new Error('the power went out');
      },
    };
    const steps = { ...migrations, '9999-broken': broken };
    await expect(migrate(database, steps)).rejects.toThrow('the power went out');
    expect(await shapeOf(database)).toEqual(before);
    await expectKept(database, written, '0008-shapes-of-names');
    await close(database);
    await expectKept(await open(), written, '0008-shapes-of-names');
  });

  it('servers that start at once migrate it once', async () => {
    const { connect } = await place();
    const one = connect();
    await migrateTo(one, '0008-shapes-of-names');
    const written = await writeEveryTable(one, 'Mara');
    let runs = 0;
    const counted: Migration = {
      async up(step) {
        runs += 1;
        await sql`create table counted (id text primary key)`.execute(step);
      },
    };
    const steps = { ...migrations, '9999-counted': counted };
    const others = [connect(), connect(), connect()];
    const settled = await Promise.allSettled(
      [one, ...others].map((database) => migrate(database, steps)),
    );
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(runs).toBe(1);
    await expectKept(one, written, '0008-shapes-of-names');
  });

  it.runIf(kind === 'SQLite').each(versions)(
    'a database of version %s opens with all its content',
    async (version) => {
      const { connect, open } = await place();
      const old = connect();
      await migrateTo(old, version);
      const written = await writeEveryTable(old, 'Mara');
      await close(old);
      const database = await open();
      await expectKept(database, written, version);
      const { rows } = await sql`pragma foreign_key_check`.execute(database);
      expect(rows).toEqual([]);
    },
  );
});

it('each version has a name of its own in order', () => {
  expect(versions).toEqual(versions.toSorted());
  expect(new Set(versions.map((name) => name.slice(0, 4))).size).toBe(versions.length);
});
