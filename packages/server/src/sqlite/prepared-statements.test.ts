import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import { sqliteDialect } from './node-sqlite-dialect.ts';
import { preparedStatements } from './prepared-statements.ts';

function counted() {
  const file = new DatabaseSync(':memory:');
  const prepared: string[] = [];
  const ready = preparedStatements({
    prepare(text) {
      prepared.push(text);
      return file.prepare(text);
    },
  });
  return { ready, prepared };
}

it('prepares a text once for any number of runs', () => {
  const { ready, prepared } = counted();
  for (let turn = 0; turn < 5; turn += 1) {
    expect(ready('select ? as one').statement.all(turn)).toEqual([{ one: turn }]);
  }
  expect(prepared).toEqual(['select ? as one']);
});

it('keeps the hundred statements that were used last, and no long ones', () => {
  const { ready, prepared } = counted();
  ready('select 0');
  for (let index = 1; index <= 99; index += 1) ready(`select ${index}`);
  ready('select 0');
  ready('select 100');
  prepared.length = 0;
  ready('select 0');
  ready('select 1');
  expect(prepared).toEqual(['select 1']);
  const long = `select '${'x'.repeat(20_000)}'`;
  ready(long);
  ready(long);
  expect(prepared).toEqual(['select 1', long, long]);
});

it('reads a table as it is after it was changed', async () => {
  const database = new Kysely<{ things: Record<string, number> }>({
    dialect: sqliteDialect(':memory:'),
  });
  const all = () => database.selectFrom('things').selectAll().execute();
  await sql`create table things (one integer)`.execute(database);
  await sql`insert into things values (1)`.execute(database);
  expect(await all()).toEqual([{ one: 1 }]);
  await sql`alter table things add column two integer default 2`.execute(database);
  expect(await all()).toEqual([{ one: 1, two: 2 }]);
  await sql`drop table things`.execute(database);
  await expect(all()).rejects.toMatchObject({ code: 'DATABASE_QUERY_FAILED' });
  await sql`create table things (three integer)`.execute(database);
  expect(await all()).toEqual([]);
  await database.destroy();
});
