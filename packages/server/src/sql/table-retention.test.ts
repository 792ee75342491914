import {
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { expect, it } from 'vitest';
import { tableRetention } from './table-retention.ts';

/** A database without rows, and the parameters of each of its statements. */
function emptyDatabase() {
  const asked: (readonly unknown[])[] = [];
  const database = new Kysely<object>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    log: ({ query }) => void asked.push(query.parameters),
  });
  return { database, asked };
}

it.each([
  ['ten million rows, when the app names no number', {}, 10_000_000],
  ['as many rows as the app names', { maxRows: 500 }, 500],
])('a table keeps at most %s', async (_, given, most) => {
  const { database, asked } = emptyDatabase();
  const task = tableRetention(database, { table: 't', column: 'at', spanMs: 10, ...given });
  await task.prune(0, 100, 10);
  expect(asked.at(-1)).toEqual([most]);
});
