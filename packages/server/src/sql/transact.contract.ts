import { getEventListeners } from 'node:events';
import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transact } from './transact.ts';

export interface TransactTables {
  readonly effects: { readonly label: string };
  readonly counters: { readonly name: string; readonly value: number };
}

export interface DatabaseUnderTest {
  readonly database: Kysely<TransactTables>;
  /** How many transactions it can have at once. */
  readonly connections: number;
  readonly close: () => Promise<void>;
}

type Tx = Transaction<TransactTables>;

async function add(t: Tx, label: string): Promise<void> {
  await t.insertInto('effects').values({ label }).execute();
}

async function visit(t: Tx): Promise<void> {
  const { value } = await t
    .selectFrom('counters')
    .select('value')
    .where('name', '=', 'visits')
    .executeTakeFirstOrThrow();
  await t
    .updateTable('counters')
    .set({ value: value + 1 })
    .where('name', '=', 'visits')
    .execute();
}

/** What `transact` keeps to on every database. */
export function transactContract(name: string, open: () => Promise<DatabaseUnderTest>): void {
  describe(`a transaction on ${name}`, () => {
    let under: DatabaseUnderTest;
    let database: Kysely<TransactTables>;
    const labels = async (): Promise<readonly string[]> =>
      (await database.selectFrom('effects').select('label').orderBy('label').execute()).map(
        ({ label }) => label,
      );
    const halfway = new Error('halfway');

    beforeAll(async () => {
      under = await open();
      database = under.database;
      await sql`create table if not exists effects (label text primary key)`.execute(database);
      await sql`create table if not exists counters (name text primary key, value integer)`.execute(
        database,
      );
    });
    afterAll(() => under.close());
    beforeEach(async () => {
      await database.deleteFrom('effects').execute();
      await database.deleteFrom('counters').execute();
      await database.insertInto('counters').values({ name: 'visits', value: 0 }).execute();
    });

    it('is kept when its work fulfils', async () => {
      expect(await transact(database, async (t) => add(t, 'a').then(() => 7))).toBe(7);
      expect(await labels()).toEqual(['a']);
    });

    it('leaves nothing when its work rejects, and passes the error on unchanged', async () => {
      const broken = transact(database, async (t) => {
        await add(t, 'a');
        throw halfway;
      });
      await expect(broken).rejects.toBe(halfway);
      expect(await labels()).toEqual([]);
    });

    it('ends when its time is up, rolls back, and frees its connection', async () => {
      const platform = createVirtualPlatform();
      let begun!: () => void;
      const working = new Promise<void>((resolve) => (begun = resolve));
      const endless = transact(
        database,
        async (t) => {
          await add(t, 'a');
          begun();
          await new Promise(() => {});
        },
        { timeoutMs: 100, platform },
      );
      await working;
      const passing = platform.advance(100);
      await expect(endless).rejects.toMatchObject({
        code: 'TRANSACTION_TIMEOUT',
        effect: 'none',
        status: 503,
      });
      await passing;
      expect(platform.pending()).toBe(0);
      expect(await labels()).toEqual([]);
      await transact(database, (t) => add(t, 'b'));
      expect(await labels()).toEqual(['b']);
    });

    it('runs no statement after its end', async () => {
      const platform = createVirtualPlatform();
      let goOn!: () => void;
      let begun!: () => void;
      const working = new Promise<void>((resolve) => (begun = resolve));
      let late!: Promise<void>;
      const slow = transact(
        database,
        async (t) => {
          const gate = new Promise<void>((resolve) => (goOn = resolve));
          begun();
          late = gate.then(() => add(t, 'late'));
          await late;
        },
        { timeoutMs: 100, platform },
      ).catch(() => {});
      await working;
      await platform.advance(100);
      await slow;
      goOn();
      await expect(late).rejects.toThrow(/rolled back/);
      expect(await labels()).toEqual([]);
    });

    it('rejects by name when no connection becomes free, and its work never runs', async () => {
      const platform = createVirtualPlatform();
      let letGo!: () => void;
      const gate = new Promise<void>((resolve) => (letGo = resolve));
      const held = Promise.all(
        Array.from({ length: under.connections }, (_, index) =>
          transact(database, async (t) => {
            await t.selectFrom('counters').selectAll().execute();
            await gate;
            await add(t, `held ${index}`);
          }),
        ),
      );
      let ran = false;
      const refused = transact(
        database,
        async () => {
          ran = true;
        },
        { timeoutMs: 100, platform },
      );
      const passing = platform.advance(100);
      await expect(refused).rejects.toMatchObject({
        code: 'RESOURCE_EXHAUSTED',
        effect: 'none',
        status: 503,
      });
      await passing;
      letGo();
      await held;
      await transact(database, (t) => add(t, 'after'));
      expect(ran).toBe(false);
      expect(await labels()).toHaveLength(under.connections + 1);
    });

    it('ends as soon as its caller aborts, and rolls back', async () => {
      const caller = new AbortController();
      const aborted = transact(
        database,
        async (t) => {
          await add(t, 'a');
          caller.abort();
          await new Promise(() => {});
        },
        { signal: caller.signal },
      );
      await expect(aborted).rejects.toMatchObject({ code: 'ABORTED', effect: 'none' });
      expect(await labels()).toEqual([]);
      const late = transact(database, (t) => add(t, 'b'), { signal: caller.signal });
      await expect(late).rejects.toMatchObject({ code: 'ABORTED' });
      expect(await labels()).toEqual([]);
    });

    it('leaves no listener on a signal that lives on, however it ended', async () => {
      const { signal } = new AbortController();
      await transact(database, (t) => add(t, 'a'), { signal });
      await transact(database, () => Promise.reject(halfway), { signal }).catch(() => {});
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });

    it('does not wait for a retry once its caller has aborted', async () => {
      const platform = createVirtualPlatform();
      const caller = new AbortController();
      let attempts = 0;
      const waiting = transact(
        database,
        async (t) => {
          attempts += 1;
          await add(t, 'a');
          throw new Failure(catalogue.TRANSACTION_CONFLICT);
        },
        {
          signal: caller.signal,
          platform,
          backoff: () => {
            queueMicrotask(() => caller.abort());
            return 1000;
          },
        },
      );
      await expect(waiting).rejects.toMatchObject({ code: 'ABORTED', effect: 'none' });
      expect(attempts).toBe(1);
      expect(platform.pending()).toBe(0);
      expect(await labels()).toEqual([]);
    });

    it('loses no write among a hundred parallel transactions that read and then write', async () => {
      await Promise.all(
        Array.from({ length: 100 }, () =>
          transact(database, visit, {
            isolationLevel: 'serializable',
            timeoutMs: 60_000,
            maxAttempts: 1000,
          }),
        ),
      );
      const counted = await database.selectFrom('counters').select('value').execute();
      expect(counted).toEqual([{ value: 100 }]);
    }, 60_000);

    it('names the failure of a broken statement, and does not show the statement', async () => {
      const broken = transact(database, (t) => sql`select secret from nowhere`.execute(t));
      await expect(broken).rejects.toMatchObject({ code: 'DATABASE_QUERY_FAILED', status: 500 });
      const failure: unknown = await broken.catch((error: unknown) => error);
      expect(JSON.stringify(failure)).not.toMatch(/secret|nowhere|select/);
    });
  });
}
