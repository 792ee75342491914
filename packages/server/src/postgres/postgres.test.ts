import { Kysely, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openPostgres } from '../../test/open-postgres.ts';
import {
  createPostgresDatabase,
  describeOnPostgres,
  type PostgresDatabase,
} from '../../test/postgres-database.ts';
import { checkWritesContract } from '../sql/check-writes.contract.ts';
import { creationContract } from '../sql/creation.contract.ts';
import { foreignUseContract } from '../sql/foreign-use.contract.ts';
import { sqlDatabaseContract } from '../sql/sql-database.contract.ts';
import { transact } from '../sql/transact.ts';
import {
  type DatabaseUnderTest,
  transactContract,
  type TransactTables,
} from '../sql/transact.contract.ts';
import { transactionPartsContract } from '../sql/transaction-parts.contract.ts';
import { postgresDialect, type PostgresOptions } from './postgres-dialect.ts';

async function pidOf(connection: Kysely<TransactTables>): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection);
  return rows[0]?.pid ?? 0;
}

describeOnPostgres('PostgreSQL', () => {
  let postgres: PostgresDatabase;
  beforeAll(async () => {
    postgres = await createPostgresDatabase();
  });
  afterAll(() => postgres.drop());

  const open = async (options: PostgresOptions = {}): Promise<DatabaseUnderTest> => {
    const pool = new pg.Pool({ connectionString: postgres.url, max: 10 });
    const database = new Kysely<TransactTables>({ dialect: postgresDialect(pool, options) });
    return { database, connections: 10, close: () => database.destroy() };
  };
  transactContract('PostgreSQL', open);
  transactionPartsContract('PostgreSQL', open);
  foreignUseContract('PostgreSQL', open);
  sqlDatabaseContract('PostgreSQL', async () => {
    const database = openPostgres<object>(postgres.url, { max: 2 });
    return { database, close: () => database.destroy() };
  });

  const openSingle = async (): Promise<DatabaseUnderTest> => {
    const database = openPostgres<TransactTables>(postgres.url, { pipeline: false });
    return { database, connections: 10, close: () => database.destroy() };
  };
  transactContract('PostgreSQL, one statement at a time', openSingle);
  transactionPartsContract('PostgreSQL, one statement at a time', openSingle);
  creationContract('PostgreSQL', async () => {
    const { url, drop } = await createPostgresDatabase();
    return { connect: () => openPostgres<object>(url, { max: 2 }), drop };
  });
  checkWritesContract('PostgreSQL', async () => {
    const database = openPostgres<object>(postgres.url, { max: 1 });
    return {
      database,
      async makeReadOnly() {
        await sql`set default_transaction_read_only = on`.execute(database);
        return async () => {
          await sql`set default_transaction_read_only = off`.execute(database);
        };
      },
      async size() {
        const { rows } = await sql<{ size: string }>`
          select pg_database_size(current_database()) as size
        `.execute(database);
        return Number(rows[0]?.size);
      },
      close: () => database.destroy(),
    };
  });

  describe('between processes', () => {
    let database: Kysely<TransactTables>;
    let other: Kysely<TransactTables>;
    beforeAll(async () => {
      database = openPostgres(postgres.url, { max: 2 }, 2000);
      other = openPostgres(postgres.url, { max: 2 });
      await sql`create table if not exists effects (label text primary key)`.execute(database);
      await sql`create table if not exists counters (name text primary key, value integer)`.execute(
        database,
      );
      await sql`insert into counters values ('left', 0), ('right', 0)`.execute(database);
    });
    afterAll(async () => {
      await database.destroy();
      await other.destroy();
    });
    beforeEach(async () => {
      await database.deleteFrom('effects').execute();
    });

    it('tries again after a deadlock, until both have happened', async () => {
      let attempts = 0;
      let met = 0;
      let meet!: () => void;
      const both = new Promise<void>((resolve) => (meet = resolve));
      const add = (first: string, second: string, from: Kysely<TransactTables>) =>
        transact(from, async (t) => {
          attempts += 1;
          await sql`set local deadlock_timeout = '10ms'`.execute(t);
          await sql`update counters set value = value + 1 where name = ${first}`.execute(t);
          if ((met += 1) === 2) meet();
          await both;
          await sql`update counters set value = value + 1 where name = ${second}`.execute(t);
        });
      await Promise.all([add('left', 'right', database), add('right', 'left', other)]);
      expect(attempts).toBeGreaterThan(2);
      const { rows } = await sql<TransactTables['counters']>`
        select name, value from counters where name in ('left', 'right') order by name
      `.execute(database);
      expect(rows).toEqual([
        { name: 'left', value: 2 },
        { name: 'right', value: 2 },
      ]);
    });

    it.each([
      ['40P01', 'TRANSACTION_DEADLOCK'],
      ['40001', 'TRANSACTION_CONFLICT'],
    ])('gives up on %s after its attempts, by name', async (code, name) => {
      let attempts = 0;
      const doomed = transact(
        database,
        async (t) => {
          attempts += 1;
          await sql
            .raw(`do $$ begin raise exception 'no' using errcode = '${code}'; end $$`)
            .execute(t);
        },
        { maxAttempts: 3, backoff: () => 1 },
      );
      await expect(doomed).rejects.toMatchObject({ code: name, effect: 'none', status: 503 });
      expect(attempts).toBe(3);
    });

    it('ends a statement that takes too long', async () => {
      const slow = transact(database, (t) => sql`select pg_sleep(30)`.execute(t), {
        timeoutMs: 1000,
      });
      await expect(slow).rejects.toMatchObject({ code: 'TRANSACTION_TIMEOUT', effect: 'none' });
    });

    it('knows that nothing happened when its connection dies before the commit', async () => {
      const orphaned = transact(database, async (t) => {
        await sql`insert into effects values ('orphaned')`.execute(t);
        await terminate(await pidOf(t));
        await sql`select 1`.execute(t);
      });
      await expect(orphaned).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        effect: 'none',
        status: 503,
      });
      expect(await database.selectFrom('effects').selectAll().execute()).toEqual([]);
    });

    it('is `COMMIT_UNCERTAIN` when its connection dies in the commit', async () => {
      await sql`
        create function wait_long() returns trigger language plpgsql as
        $$ begin perform pg_sleep(30); return null; end $$
      `.execute(database);
      await sql`
        create constraint trigger slow_commit after insert on effects
        deferrable initially deferred for each row execute function wait_long()
      `.execute(database);
      const committing = transact(database, async (t) => {
        await sql`insert into effects values ('who knows')`.execute(t);
        const pid = await pidOf(t);
        void whenCommitting(pid).then(() => terminate(pid));
      });
      await expect(committing).rejects.toMatchObject({
        code: 'COMMIT_UNCERTAIN',
        effect: 'unknown',
      });
      await sql`drop trigger slow_commit on effects`.execute(database);
    });

    it('survives the death of an idle connection, and of one that is in use', async () => {
      const pid = await database.connection().execute((connection) => pidOf(connection));
      await terminate(pid);
      await expect
        .poll(() =>
          sql`select 1 as one`.execute(database).then(
            ({ rows }) => rows,
            () => [],
          ),
        )
        .toEqual([{ one: 1 }]);
    });

    it('does not know the effect of a single statement when the connection dies under it', async () => {
      const alone = database.connection().execute(async (connection) => {
        const pid = await pidOf(connection);
        void whenCommitting(pid).then(() => terminate(pid));
        await sql`select pg_sleep(30)`.execute(connection);
      });
      await expect(alone).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
        effect: 'unknown',
      });
    });

    it('does not take a transaction for committed when the work overlooked a broken statement', async () => {
      const careless = transact(database, async (t) => {
        await sql`insert into effects values ('overlooked')`.execute(t);
        await sql`select * from nowhere`.execute(t).catch(() => {});
      });
      await expect(careless).rejects.toMatchObject({
        code: 'TRANSACTION_ROLLED_BACK',
        effect: 'none',
      });
    });

    it('is named exhausted when its own pool gives up waiting', async () => {
      const small = openPostgres<TransactTables>(postgres.url, {
        max: 1,
        connectionTimeoutMillis: 50,
      });
      const held = small.connection().execute((one) => sql`select pg_sleep(0.3)`.execute(one));
      const second = sql`select 1`.execute(small);
      await expect(second).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
      await held;
      await small.destroy();
    });

    it('is named unreachable where no server listens', async () => {
      const url = new URL(postgres.url);
      url.port = '1';
      const nobody = openPostgres<TransactTables>(url.href);
      await expect(transact(nobody, async () => {})).rejects.toMatchObject({
        code: 'DATABASE_UNREACHABLE',
      });
      await nobody.destroy();
    });

    const terminate = async (pid: number): Promise<void> => {
      await sql`select pg_terminate_backend(${pid})`.execute(other);
    };
    const whenCommitting = async (pid: number): Promise<void> => {
      await expect
        .poll(async () => {
          const { rows } = await sql<{ wait: string }>`
            select wait_event as wait from pg_stat_activity where pid = ${pid}
          `.execute(other);
          return rows[0]?.wait;
        })
        .toBe('PgSleep');
    };
  });
});
