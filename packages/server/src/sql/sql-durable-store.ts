import { type Kysely, sql } from 'kysely';
import type { DurableStore } from '../streams/durable/durable-store.ts';
import { databaseOf } from './database-of.ts';
import { durableRows } from './durable-rows.ts';
import { fromDurableRow } from './durable-row.ts';
import type { DurableTables } from './durable-tables.ts';
import { readDurableRecords } from './read-durable-records.ts';
import { transact } from './transact.ts';

/**
 * Keeps streams of the Durable Streams protocol in a database (see `createDurableTables`), SQLite or PostgreSQL.
 * Servers that share it take turns at the row of a stream. Streams expire by the clock of the database.
 */
export function sqlDurableStore<TDatabase>(database: Kysely<TDatabase>): DurableStore {
  const port = databaseOf('sqlDurableStore', database);
  const durable = database as unknown as Kysely<DurableTables>;
  return {
    async find(name) {
      const row = await durable
        .selectFrom('holdfast_durable')
        .selectAll()
        .select(port.clock.as('now'))
        .where('name', '=', name)
        .executeTakeFirst();
      return row && { stream: fromDurableRow(row), at: row.now };
    },
    read: (stream, after, mostBytes) => readDurableRecords(durable, stream, { after, mostBytes }),
    turn: (work) =>
      transact(durable, async (transaction) => {
        const { rows } = await sql<{ readonly now: number }>`
          select ${port.clock} as now
        `.execute(transaction);
        return work(durableRows(transaction, port, rows[0]?.now ?? Number.NaN));
      }),
  };
}
