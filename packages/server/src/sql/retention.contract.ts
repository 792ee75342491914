import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { streamRetention } from '../retention/stream-retention.ts';
import { createRetentionTable } from './retention-table.ts';
import { sqlRetentionStore } from './sql-retention-store.ts';
import { sqlStreamLog } from './sql-stream-log.ts';
import { createStreamTables } from './stream-tables.ts';
import { tableRetention } from './table-retention.ts';

export interface RetentionUnderTest {
  readonly database: Kysely<object>;
  readonly close: () => Promise<void>;
}

const DAY_MS = 86_400_000;

/** Tests of retention for real databases. */
export function retentionContract(name: string, open: () => Promise<RetentionUnderTest>): void {
  describe(`retention on ${name}`, () => {
    let under: RetentionUnderTest;
    const times = async (): Promise<readonly number[]> => {
      const { rows } = await sql<{ readonly told_at: number }>`
        select told_at from told order by told_at
      `.execute(under.database);
      return rows.map(({ told_at }) => told_at);
    };
    const fill = async (given: readonly number[]): Promise<void> => {
      for (const time of given) {
        await sql`insert into told values (${time})`.execute(under.database);
      }
    };
    const table = { table: 'told', column: 'told_at', spanMs: 10 };

    beforeEach(async () => {
      under = await open();
      await createRetentionTable(under.database);
      await createRetentionTable(under.database);
      await sql`create table told (told_at double precision not null)`.execute(under.database);
    });
    afterEach(() => under.close());

    it('keeps the later of two times, over a restart', async () => {
      const [store, other] = [sqlRetentionStore(under.database), sqlRetentionStore(under.database)];
      expect(await store.load()).toBeUndefined();
      expect(await store.save(1_700_000_000_000.5)).toBe(1_700_000_000_000.5);
      expect(await other.save(5)).toBe(1_700_000_000_000.5);
      expect(await other.save(1_800_000_000_000)).toBe(1_800_000_000_000);
      expect(await store.load()).toBe(1_800_000_000_000);
    });

    it('removes the old rows of a table, a limited number at a time', async () => {
      await fill([1, 2, 3, 4, 5]);
      const task = tableRetention(under.database, table);
      expect(await task.prune(4, 2, 14)).toBe(2);
      expect(await task.prune(4, 2, 14)).toBe(1);
      expect(await times()).toEqual([4, 5]);
      expect(await task.newest?.()).toBe(5);
    });

    it('removes the oldest of too many rows, also when they are young', async () => {
      await fill([1, 2, 3, 4, 5]);
      const task = tableRetention(under.database, { ...table, maxRows: 2 });
      expect(await task.prune(0, 1000, 10)).toBe(3);
      expect(await times()).toEqual([4, 5]);
      expect(await task.prune(0, 1000, 10)).toBe(0);
    });

    it('leaves rows without a time alone, and counts only the others', async () => {
      await sql`create table gone (at double precision)`.execute(under.database);
      const rows = [null, 1, null, 2, null, 3];
      for (const at of rows) await sql`insert into gone values (${at})`.execute(under.database);
      const given = { table: 'gone', column: 'at', spanMs: 10 };
      const task = tableRetention(under.database, { ...given, maxRows: 2 });
      expect(await task.newest?.()).toBe(3);
      expect(await task.prune(0, 1000, 10)).toBe(1);
      const left = await sql<{ readonly at: number | null }>`select at from gone`.execute(
        under.database,
      );
      const leftTimes = left.rows.map(({ at }) => at);
      expect(leftTimes.filter((at) => at !== null).toSorted((a, b) => a - b)).toEqual([2, 3]);
      expect(leftTimes).toHaveLength(5);
      await sql`drop table gone`.execute(under.database);
    });

    it('does not set its clock by an end in the future', async () => {
      await fill([1e15]);
      const task = tableRetention(under.database, { ...table, isAhead: true });
      expect(await task.newest?.()).toBeUndefined();
      await fill([]);
    });

    it('works when two servers remove rows at once', async () => {
      await fill(Array.from({ length: 60 }, (_, at) => at));
      const task = tableRetention(under.database, table);
      const counts = await Promise.all(Array.from({ length: 4 }, () => task.prune(50, 20, 60)));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60 - (await times()).length);
      while ((await task.prune(50, 20, 60)) > 0);
      expect((await times()).length).toBe(10);
    });

    it('removes streams: first their events, then their keys', async () => {
      const { database } = under;
      await createStreamTables(database);
      const log = sqlStreamLog(database);
      const at = 1_700_000_000_000;
      for (let index = 0; index < 25; index += 1) {
        const id = `s${index}`;
        const stream = { id, owner: 'mara', fingerprint: 'f', writer: 'w', leaseUntil: at };
        await log.open(stream);
        const text = { type: 'delta', text: 'Once' };
        await log.append(id, [text, { type: 'done' }], { as: 'canceller', at });
      }
      const task = streamRetention(log, { eventsMs: DAY_MS, streamsMs: 10 * DAY_MS });
      const after = async (days: number): Promise<void> => {
        const now = at + days * DAY_MS;
        while ((await task.prune(now - task.spanMs, 1000, now)) >= 1000);
      };
      await after(2);
      expect(await log.read('s24', 0, 10)).toEqual([]);
      expect(await log.find('s24')).toMatchObject({ gone: true });
      await after(11);
      expect(await log.find('s24')).toBeUndefined();
    });
  });
}
