import { createVirtualPlatform } from '@holdfast/testing';
import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConsumedTable } from './consumed-table.ts';
import { createConsumeOnce } from './create-consume-once.ts';
import { tableRetention } from './table-retention.ts';
import { transact } from './transact.ts';

export interface ConsumedUnderTest {
  readonly database: Kysely<object>;
  readonly close: () => Promise<void>;
}

const add = async (database: Kysely<object>, amount: number): Promise<number> => {
  await sql`insert into payments (amount) values (${amount})`.execute(database);
  return amount;
};

/** Tests of `createConsumeOnce` for real databases. */
export function consumeOnceContract(name: string, open: () => Promise<ConsumedUnderTest>): void {
  describe(`consuming once on ${name}`, () => {
    let under: ConsumedUnderTest;
    const amounts = async (): Promise<readonly number[]> => {
      const { rows } = await sql<{ readonly amount: number }>`
        select amount from payments order by amount
      `.execute(under.database);
      return rows.map(({ amount }) => amount);
    };

    beforeAll(async () => {
      under = await open();
      await createConsumedTable(under.database);
      await createConsumedTable(under.database);
      await sql`create table payments (amount integer not null)`.execute(under.database);
    });
    afterEach(async () => {
      await sql`delete from payments`.execute(under.database);
      await sql`delete from holdfast_consumed`.execute(under.database);
    });
    afterAll(() => under.close());

    it('gives a message its effects once, although it comes again', async () => {
      const consumeOnce = createConsumeOnce(under.database);
      expect(await consumeOnce('m1', (t) => add(t, 1))).toEqual({ kind: 'done', value: 1 });
      expect(await consumeOnce('m1', (t) => add(t, 2))).toEqual({ kind: 'repeated' });
      expect(await consumeOnce('m2', (t) => add(t, 3))).toEqual({ kind: 'done', value: 3 });
      expect(await amounts()).toEqual([1, 3]);
    });

    it('gives a message its effects once, although ten consumers get it at the same time', async () => {
      const consumeOnce = createConsumeOnce(under.database);
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) => consumeOnce('m1', (t) => add(t, index))),
      );
      expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(1);
      expect(await amounts()).toHaveLength(1);
    });

    it('leaves no failed effect, and acts when the message comes again', async () => {
      const consumeOnce = createConsumeOnce(under.database);
      const broken = consumeOnce('m1', async (t) => {
        await add(t, 1);
        throw new Error('halfway');
      });
      await expect(broken).rejects.toThrow('halfway');
      expect(await amounts()).toEqual([]);
      expect(await consumeOnce('m1', (t) => add(t, 2))).toEqual({ kind: 'done', value: 2 });
      expect(await amounts()).toEqual([2]);
    });

    it('acts when another consumer of the message fails meanwhile', async () => {
      const consumeOnce = createConsumeOnce(under.database);
      const holdsTheId = Promise.withResolvers<void>();
      const mayFail = Promise.withResolvers<void>();
      const broken = consumeOnce('m1', async (t) => {
        await add(t, 1);
        holdsTheId.resolve();
        await mayFail.promise;
        throw new Error('halfway');
      });
      await holdsTheId.promise;
      const other = consumeOnce('m1', (t) => add(t, 2));
      mayFail.resolve();
      await expect(broken).rejects.toThrow('halfway');
      expect(await other).toEqual({ kind: 'done', value: 2 });
      expect(await amounts()).toEqual([2]);
    });

    it('lets each consumer act on a message once', async () => {
      for (const consumer of ['mail', 'statistics', 'mail']) {
        const consumeOnce = createConsumeOnce(under.database, { consumer });
        await consumeOnce('m1', (t) => add(t, 1));
      }
      expect(await amounts()).toEqual([1, 1]);
    });

    it('belongs to the transaction of its caller', async () => {
      const undone = transact(under.database, async (transaction) => {
        await createConsumeOnce(transaction)('m1', (t) => add(t, 1));
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      expect(await amounts()).toEqual([]);
      expect(await createConsumeOnce(under.database)('m1', (t) => add(t, 2))).toMatchObject({
        kind: 'done',
      });
    });

    it('forgets ids after their span, and keeps younger ones', async () => {
      const platform = createVirtualPlatform();
      const old = { ...platform, now: () => 1000 };
      await createConsumeOnce(under.database, { platform: old })('m1', (t) => add(t, 1));
      const young = { ...platform, now: () => 5000 };
      const consumeOnce = createConsumeOnce(under.database, { platform: young });
      await consumeOnce('m2', (t) => add(t, 2));
      const column = { table: 'holdfast_consumed', column: 'consumed_at', spanMs: 3000 };
      expect(await tableRetention(under.database, column).prune(2000, 100, 5000)).toBe(1);
      expect(await consumeOnce('m2', (t) => add(t, 3))).toEqual({ kind: 'repeated' });
    });

    it('refuses a message without an id', () => {
      const consumeOnce = createConsumeOnce(under.database);
      expect(() => consumeOnce('', async () => {})).toThrow('DEFECT');
    });
  });
}
