import { webPlatform } from '@holdfast/core/parts';
import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openPostgres } from '../../test/open-postgres.ts';
import {
  createPostgresDatabase,
  describeOnPostgres,
  type PostgresDatabase,
} from '../../test/postgres-database.ts';
import { createIdempotency } from '../idempotency/create-idempotency.ts';
import { createPaidEffects } from '../idempotency/create-paid-effects.ts';
import { idempotencyStoreContract } from '../idempotency/idempotency-store.contract.ts';
import { largeAnswersContract } from '../idempotency/large-answers.contract.ts';
import { createIdempotencyTables } from '../sql/idempotency-tables.ts';
import { sqlStore } from '../sql/sql-store.ts';

interface Tables {
  readonly effects: { readonly label: string };
}

const addEffect = async (transaction: Transaction<Tables>): Promise<void> => {
  await transaction.insertInto('effects').values({ label: 'done' }).execute();
};

const countEffects = async (database: Kysely<Tables>): Promise<number> =>
  (await database.selectFrom('effects').selectAll().execute()).length;

const settle = async (_: Transaction<Tables>, receipt: string): Promise<Response> =>
  new Response(receipt);

const request = (key: string): Request =>
  new Request('http://test/notes', {
    method: 'POST',
    body: '{"text":"hi"}',
    headers: { 'idempotency-key': key },
  });

describeOnPostgres('PostgreSQL', () => {
  let postgres: PostgresDatabase;
  let database: Kysely<Tables>;
  let other: Kysely<Tables>;
  let single: Kysely<Tables>;
  beforeAll(async () => {
    postgres = await createPostgresDatabase();
    database = openPostgres(postgres.url);
    other = openPostgres(postgres.url);
    single = openPostgres(postgres.url, { pipeline: false });
    await createIdempotencyTables(database);
    await sql`create table effects (label text not null)`.execute(database);
  });
  afterAll(async () => {
    await database.destroy();
    await other.destroy();
    await single.destroy();
    await postgres.drop();
  });
  beforeEach(async () => {
    await sql`truncate effects, holdfast_idempotency, holdfast_claims`.execute(database);
  });

  const openStore = async () => ({
    store: sqlStore(database),
    effect: addEffect,
    effects: () => countEffects(database),
    close: async () => {},
  });
  idempotencyStoreContract('PostgreSQL', openStore);
  largeAnswersContract('PostgreSQL', openStore);

  idempotencyStoreContract('PostgreSQL, one statement at a time,', async () => ({
    store: sqlStore(single),
    effect: addEffect,
    effects: () => countEffects(database),
    close: async () => {},
  }));

  it('gives fifty requests with one key, half of them to another process, one effect and one answer', async () => {
    const here = createIdempotency({ store: sqlStore(database) });
    const there = createIdempotency({ store: sqlStore(other) });
    let goOn!: () => void;
    const othersRefused = new Promise<void>((resolve) => (goOn = resolve));
    const codes: string[] = [];
    const work = async (transaction: Transaction<Tables>): Promise<Response> => {
      await addEffect(transaction);
      await othersRefused;
      return Response.json({ id: 'n1' }, { status: 201 });
    };
    const crowd = Array.from({ length: 50 }, (_, index) =>
      (index % 2 === 0 ? here : there)(request('k1'), { owner: 'mara', work }).catch(
        (error: { code: string }) => {
          if (codes.push(error.code) === 49) goOn();
        },
      ),
    );
    const [first] = (await Promise.all(crowd)).filter((told) => told instanceof Response);
    const later = await there(request('k1'), { owner: 'mara', work });

    expect(await countEffects(database)).toBe(1);
    expect(new Set(codes)).toEqual(new Set(['IDEMPOTENCY_IN_PROGRESS']));
    expect(later.headers.get('idempotency-replayed')).toBe('true');
    expect(await later.text()).toBe(await first?.text());
  });

  it('lets no server whose clock is a day ahead pay while another one pays', async () => {
    const ahead = { ...webPlatform, now: () => webPlatform.now() + 86_400_000 };
    const here = createPaidEffects({ store: sqlStore(database) });
    const there = createPaidEffects({ store: sqlStore(other), platform: ahead });
    const payTwice = (): Promise<Response> =>
      there(request('k1'), { owner: 'mara', effect: async () => 'paid twice', settle });
    const answer = await here(request('k1'), {
      owner: 'mara',
      async effect() {
        await expect(payTwice()).rejects.toMatchObject({ code: 'IDEMPOTENCY_IN_PROGRESS' });
        return 'paid';
      },
      settle,
    });
    expect(await answer.text()).toBe('paid');
    expect(await (await payTwice()).text()).toBe('paid');
  });

  it('stores a refusal of the database itself, without the refused row', async () => {
    await sql`create unique index one_of_each on effects (label)`.execute(database);
    await database.insertInto('effects').values({ label: 'done' }).execute();
    const idempotent = createIdempotency({ store: sqlStore(database) });
    const twice = (): Promise<Response> =>
      idempotent(request('k1'), {
        owner: 'mara',
        work: async (transaction) => {
          await addEffect(transaction);
          return Response.json({});
        },
      });
    await expect(twice()).rejects.toMatchObject({ code: 'CONSTRAINT_BROKEN', status: 409 });
    const again = await twice();
    expect(again.status).toBe(409);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    await sql`drop index one_of_each`.execute(database);
  });

  it('holds nothing after the process that held a key has died', async () => {
    const doomed = openPostgres<Tables>(postgres.url, { max: 1 });
    const key = { scope: 'mara', key: 'k1' };
    const orphaned = sqlStore(doomed).withKey(key, async (held) => {
      await held.attempt(addEffect, () => true);
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'
      `.execute(database);
      await held.attempt(addEffect, () => true);
    });
    await expect(orphaned).rejects.toMatchObject({ code: 'DATABASE_UNREACHABLE' });
    // PostgreSQL reports the end of a connection a moment before it releases the locks of the connection.
    await expect
      .poll(() => sqlStore(database).withKey(key, async ({ record }) => record))
      .toEqual({ kind: 'done', value: undefined });
    expect(await countEffects(database)).toBe(0);
    await doomed.destroy();
  });
});
