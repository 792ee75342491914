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

it('a table keeps at most as many rows as the app names', async () => {
  const { database, asked } = emptyDatabase();
  const options = { table: 't', column: 'at', spanMs: 10, maxRows: 500 };
  await tableRetention(database, options).prune(0, 100, 10);
  expect(asked.at(-1)).toEqual([500]);
});

it('no row goes before its span is over, unless the app names a number', async () => {
  const { database, asked } = emptyDatabase();
  await tableRetention(database, { table: 't', column: 'at', spanMs: 10 }).prune(7, 100, 10);
  // The one statement deletes what is older than 7, 100 rows at most.
  expect(asked.map((parameters) => new Set(parameters))).toEqual([new Set([7, 100])]);
});
