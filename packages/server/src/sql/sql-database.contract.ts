import { webPlatform } from '@holdfast/core/parts';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseOf } from './database-of.ts';
import type { SqlDatabaseName, SqlLocks } from './sql-database.ts';

export interface SqlDatabaseUnderTest {
  readonly database: Kysely<object>;
  readonly close: () => Promise<void>;
}

/** The rules that every implementation of the port `SqlDatabase` keeps. */
export function sqlDatabaseContract(
  name: SqlDatabaseName,
  open: () => Promise<SqlDatabaseUnderTest>,
): void {
  describe(`the port of ${name}`, () => {
    let under: SqlDatabaseUnderTest;
    beforeAll(async () => {
      under = await open();
      await sql`create table ported (number integer)`.execute(under.database);
    });
    afterAll(() => under.close());
    const port = () => databaseOf('test', under.database);

    it('says its name', () => {
      expect(port().name).toBe(name);
    });

    it('numbers the parameters of a statement', async () => {
      const { parameter } = port();
      const text = `select cast(${parameter(2)} as integer) - cast(${parameter(1)} as integer) as difference`;
      const { rows } = await under.database.executeQuery(CompiledQuery.raw(text, [3, 10]));
      expect(rows).toEqual([{ difference: 7 }]);
    });

    it('reads its clock in whole milliseconds', async () => {
      const { rows } = await sql<{ now: number }>`select ${port().clock} as now`.execute(
        under.database,
      );
      const now = rows[0]?.now ?? 0;
      expect(Number.isInteger(now)).toBe(true);
      expect(Math.abs(now - webPlatform.now())).toBeLessThan(60_000);
    });

    it('deletes no more rows than it is told, and only those of the condition', async () => {
      for (const number of [1, 2, 3, 4]) {
        // oxlint-disable-next-line no-await-in-loop -- one connection
        await sql`insert into ported values (${number})`.execute(under.database);
      }
      const some = port().deleteSome('ported', sql`number < 4`, 2);
      expect(Number((await some.execute(under.database)).numAffectedRows)).toBe(2);
      const rest = port().deleteSome('ported', sql`number < 4`, 9);
      expect(Number((await rest.execute(under.database)).numAffectedRows)).toBe(1);
      const { rows } = await sql`select number from ported`.execute(under.database);
      expect(rows).toEqual([{ number: 4 }]);
    });

    it('finds texts in a list of any length, with every character', async () => {
      const texts = ['a', 'b"c', "d'e", 'f,{g}', 'h\\i', 'naïve 👋', 'NULL'];
      const { rows } = await sql`
        select word from (
          ${sql.join(
            [...texts, 'other', ''].map((text) => sql`select cast(${text} as text) as word`),
            sql` union all `,
          )}
        ) as words where ${port().isOneOf(sql`word`, texts)}
      `.execute(under.database);
      expect(rows).toHaveLength(texts.length);
      const none = await sql`select 1 as one where ${port().isOneOf(sql`'a'`, [])}`.execute(
        under.database,
      );
      expect(none.rows).toEqual([]);
    });

    it('runs a transaction that may be forgotten', async () => {
      await under.database.transaction().execute(async (transaction) => {
        await sql`select ${port().mayForget} as durability`.execute(transaction);
      });
    });

    it('keeps other transactions out by a lock, or by having the whole database to itself', async () => {
      const { locks, parameter } = port();
      const isKept = locks
        ? isLocked(under.database, locks, parameter(1))
        : isAlone(under.database);
      expect(await isKept).toBe(true);
    });
  });
}

/** Whether one transaction holds a name, and a second one at the same time does not. */
async function isLocked(
  database: Kysely<object>,
  { tryName, hasName }: SqlLocks,
  parameter: string,
): Promise<boolean> {
  const holds = async (transaction: Kysely<object>): Promise<boolean> => {
    const text = `select ${tryName(parameter)}`;
    await transaction.executeQuery(CompiledQuery.raw(text, ['a name']));
    const { rows } = await sql<{ held: string }>`select ${sql.raw(hasName)} as held`.execute(
      transaction,
    );
    return rows[0]?.held === 'true';
  };
  return database.transaction().execute(async (outer) => {
    const first = await holds(outer);
    return first && !(await database.transaction().execute(holds));
  });
}

/** Whether transactions that run at once see none of each other's rows. */
async function isAlone(database: Kysely<object>): Promise<boolean> {
  const counts = await Promise.all([1, 2].map(() => countTwice(database)));
  return counts.every(([before, after]) => before === after);
}

/** Counts rows, adds one, and gives way in between. Says both counts without its own row. */
async function countTwice(database: Kysely<object>): Promise<readonly [number, number]> {
  return database.transaction().execute(async (transaction) => {
    const count = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ported`.execute(
        transaction,
      );
      return rows[0]?.n ?? 0;
    };
    const before = await count();
    await sql`insert into ported values (9)`.execute(transaction);
    return [before, (await count()) - 1];
  });
}
