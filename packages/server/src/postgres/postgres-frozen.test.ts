import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type FreezableWay, openFreezableWay } from '@holdfast/testing/node';
import {
  createPostgresDatabase,
  describeOnPostgres,
  type PostgresDatabase,
} from '../../test/postgres-database.ts';
import { transact } from '../sql/transact.ts';
import { postgresDialect } from './postgres-dialect.ts';

interface Tables {
  readonly effects: { readonly label: string };
}

const LIMITS = {
  connectTimeoutMs: 200,
  queryTimeoutMs: 300,
  endTimeoutMs: 200,
  turnTimeoutMs: 400,
};
/** The limits above, and the delay of a busy machine. */
const SOON_MS = 2000;

async function soon(work: Promise<unknown>): Promise<unknown> {
  const began = performance.now();
  const told: unknown = await work.catch((error: unknown) => error);
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  return told;
}

describeOnPostgres('a PostgreSQL that stands still', () => {
  let postgres: PostgresDatabase;
  let way: FreezableWay;
  let database: Kysely<Tables>;
  beforeAll(async () => {
    postgres = await createPostgresDatabase();
  });
  afterAll(() => postgres.drop());
  beforeEach(async () => {
    way = await openFreezableWay(postgres.url);
    database = open(4);
    await sql`create table if not exists effects (label text not null)`.execute(database);
    await database.deleteFrom('effects').execute();
  });
  afterEach(async () => {
    way.thaw();
    await database.destroy();
    await way.close();
  });

  const open = (max: number, limits: object = LIMITS): Kysely<Tables> => {
    const pool = new pg.Pool({ connectionString: way.url, max });
    return new Kysely<Tables>({ dialect: postgresDialect(pool, limits) });
  };
  const add = (t: Kysely<Tables>): Promise<unknown> =>
    t.insertInto('effects').values({ label: 'a' }).execute();
  const count = async (): Promise<number> =>
    (await database.selectFrom('effects').selectAll().execute()).length;

  it('is unreachable by name to a new connection, within a limit', async () => {
    way.freeze();
    const other = open(1);
    expect(await soon(add(other))).toMatchObject({
      ...{ code: 'DATABASE_UNREACHABLE', status: 503, retry: 'later', effect: 'none' },
    });
    await other.destroy();
  });

  it('says that the effect of a single statement is unknown, and never uses its connection again', async () => {
    await add(database);
    way.freeze();
    expect(await soon(add(database))).toMatchObject({
      ...{ code: 'DATABASE_UNREACHABLE', status: 503, effect: 'unknown' },
    });
    way.thaw();
    await add(database);
    expect(await count()).toBeGreaterThanOrEqual(2);
  });

  it('has changed nothing when it stood still inside a transaction', async () => {
    const told = await soon(
      transact(database, async (t) => {
        await add(t);
        way.freeze();
        await add(t);
      }),
    );
    expect(told).toMatchObject({ code: 'DATABASE_UNREACHABLE', status: 503, effect: 'none' });
    way.thaw();
    await expect.poll(count).toBe(0);
  });

  it('says that the effect of a commit is unknown', async () => {
    const told = await soon(
      transact(database, async (t) => {
        await add(t);
        way.freeze();
      }),
    );
    expect(told).toMatchObject({ code: 'COMMIT_UNCERTAIN', status: 503, effect: 'unknown' });
  });

  it('ends a transaction within its time and the time to undo it', async () => {
    const slow = open(1, { ...LIMITS, queryTimeoutMs: 60_000 });
    const told = await soon(
      transact(
        slow,
        async (t) => {
          await add(t);
          way.freeze();
          await add(t);
        },
        { timeoutMs: 300 },
      ),
    );
    expect(told).toMatchObject({ code: 'TRANSACTION_TIMEOUT', status: 503, effect: 'none' });
    await slow.destroy();
  });

  it('lets no more callers wait than its limit, and none without a limit in time', async () => {
    const few = open(1, { ...LIMITS, maxWaiting: 2 });
    await add(few);
    way.freeze();
    const codes: unknown[] = [];
    const ask = async (): Promise<void> => {
      const { code } = (await soon(add(few))) as { readonly code?: unknown };
      codes.push(code);
    };
    await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    expect(codes.slice(0, 2)).toEqual(['RESOURCE_EXHAUSTED', 'RESOURCE_EXHAUSTED']);
    expect(codes).toContain('DATABASE_UNREACHABLE');
    await few.destroy();
  });

  it.each(['idle', 'in use'])(
    'keeps no connection open that is %s when its pool ends',
    async (how) => {
      const sockets: { readonly destroyed: boolean }[] = [];
      const pool = new pg.Pool({ connectionString: way.url, max: 2 });
      pool.on('connect', (client) => {
        const { connection } = client as unknown as {
          connection: { stream: { destroyed: boolean } };
        };
        sockets.push(connection.stream);
      });
      const limits = { ...LIMITS, queryTimeoutMs: 5000 };
      const other = new Kysely<Tables>({ dialect: postgresDialect(pool, limits) });
      await Promise.all([add(other), add(other)]);
      way.freeze();
      const using = how === 'in use' ? add(other).catch((error: unknown) => error) : undefined;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await soon(other.destroy());
      expect(sockets.map(({ destroyed }) => destroyed)).toEqual(sockets.map(() => true));
      await using;
    },
  );

  it('gives back every connection it lost, so that as many as before work afterwards', async () => {
    way.freeze();
    await Promise.allSettled(Array.from({ length: 12 }, () => add(database)));
    way.thaw();
    await Promise.all(
      Array.from({ length: 4 }, () =>
        transact(database, (t) => sql`select pg_sleep(0.05)`.execute(t)),
      ),
    );
  });
});
