import { CompiledQuery, type Kysely, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openPostgres } from '../../test/open-postgres.ts';
import {
  createPostgresDatabase,
  describeOnPostgres,
  type PostgresDatabase,
} from '../../test/postgres-database.ts';
import { createIdempotency } from '../idempotency/create-idempotency.ts';
import { createIdempotencyTables } from '../sql/idempotency-tables.ts';
import { SENT_AHEAD } from '../sql/sent-ahead.ts';
import { sqlStore } from '../sql/sql-store.ts';
import { transact } from '../sql/transact.ts';
import { namedClient } from './named-client.ts';

interface Tables {
  readonly effects: { readonly label: string };
}

describeOnPostgres('PostgreSQL', () => {
  let postgres: PostgresDatabase;
  let database: Kysely<Tables>;
  const labels = async (): Promise<readonly string[]> =>
    (await database.selectFrom('effects').select('label').orderBy('label').execute()).map(
      ({ label }) => label,
    );
  beforeAll(async () => {
    postgres = await createPostgresDatabase();
    database = openPostgres(postgres.url);
    await createIdempotencyTables(database);
    await sql`create table effects (label text primary key)`.execute(database);
  });
  afterAll(async () => {
    await database.destroy();
    await postgres.drop();
  });
  beforeEach(async () => {
    await sql`truncate effects, holdfast_idempotency`.execute(database);
  });

  const addAhead = CompiledQuery.raw(`insert into effects values ('a') ${SENT_AHEAD}`);

  it('rejects the commit with the failure of a statement that was sent ahead', async () => {
    await database.insertInto('effects').values({ label: 'a' }).execute();
    const broken = transact(database, async (t) => {
      await t.insertInto('effects').values({ label: 'b' }).execute();
      await t.executeQuery(addAhead);
    });
    await expect(broken).rejects.toMatchObject({ code: 'CONSTRAINT_BROKEN', status: 409 });
    expect(await labels()).toEqual(['a']);
    await transact(database, async (t) => t.executeQuery(addAhead)).catch(() => {});
    await transact(database, async (t) => {
      await t.insertInto('effects').values({ label: 'c' }).execute();
    });
    expect(await labels()).toEqual(['a', 'c']);
  });

  it('rejects the next statement with it as well, and does not run that statement', async () => {
    await database.insertInto('effects').values({ label: 'a' }).execute();
    let after: unknown;
    const broken = transact(database, async (t) => {
      await t.executeQuery(addAhead);
      after = await t
        .insertInto('effects')
        .values({ label: 'b' })
        .execute()
        .catch((error: unknown) => error);
      throw after;
    });
    await expect(broken).rejects.toMatchObject({ code: 'CONSTRAINT_BROKEN' });
    expect(after).toMatchObject({ code: 'CONSTRAINT_BROKEN' });
    expect(await labels()).toEqual(['a']);
  });

  it('writes nothing when a transaction could not begin', async () => {
    const client = new pg.Client({ connectionString: postgres.url, pipeline: true });
    await client.connect();
    const cannotBegin = Object.assign(Object.create(client) as pg.Client, {
      query: (statement: string, parameters: unknown[]) =>
        client.query(statement === 'begin' ? 'begin nothing' : statement, parameters),
    });
    const named = namedClient(cannotBegin as never, {
      queryTimeoutMs: 5000,
      connectTimeoutMs: 5000,
      keepsReady: true,
      watch: { began: () => {}, statement: () => () => {}, ended: () => {} },
      platform: { schedule: () => () => {} },
    });
    await named.query('begin', []);
    await expect(named.query("insert into effects values ('a')", [])).rejects.toMatchObject({
      code: 'DATABASE_QUERY_FAILED',
    });
    await named.query('rollback', []);
    await named.query('begin', []);
    await expect(named.query(addAhead.sql, [])).rejects.toMatchObject({
      code: 'DATABASE_QUERY_FAILED',
    });
    await named.query('rollback', []);
    expect(await labels()).toEqual([]);
    await client.end();
  });

  it('waits for the server three times for an idempotent write of one statement', async () => {
    const pool = new pg.Pool({ connectionString: postgres.url, max: 1 });
    const { postgresDialect } = await import('./postgres-dialect.ts');
    const { Kysely: Database } = await import('kysely');
    const counted = new Database<Tables>({ dialect: postgresDialect(pool) });
    await counted.selectFrom('effects').selectAll().execute();
    const client = await pool.connect();
    const socket = (client as unknown as { connection: { stream: { write: () => unknown } } })
      .connection.stream;
    client.release();
    let turns = 0;
    let isAsking = false;
    const stream = socket as unknown as NodeJS.EventEmitter & {
      write: (...of: unknown[]) => unknown;
    };
    const write = stream.write.bind(stream);
    stream.write = (...of) => {
      if (!isAsking) turns += 1;
      isAsking = true;
      return write(...of);
    };
    stream.prependListener('data', () => (isAsking = false));
    const answer = await createIdempotency({ store: sqlStore(counted) })(
      new Request('http://test/notes', {
        method: 'POST',
        body: '{}',
        headers: { 'idempotency-key': '"k1"' },
      }),
      {
        owner: 'mara',
        async work(t) {
          await t.insertInto('effects').values({ label: 'a' }).execute();
          return Response.json({});
        },
      },
    );
    expect(answer.status).toBe(200);
    expect(turns).toBe(3);
    await counted.destroy();
  });
});
