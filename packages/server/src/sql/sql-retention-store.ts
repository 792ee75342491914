import { type Kysely, sql } from 'kysely';
import type { RetentionStore } from '../retention/retention-store.ts';
import type { RetentionTables } from './retention-table.ts';
import { databaseOf } from './database-of.ts';

/** Keeps the clock of retention in a database (see `createRetentionTable`), SQLite or PostgreSQL. */
export function sqlRetentionStore<TDatabase>(database: Kysely<TDatabase>): RetentionStore {
  databaseOf('sqlRetentionStore', database);
  const retention = database as unknown as Kysely<RetentionTables>;
  return {
    async load() {
      const row = await retention
        .selectFrom('holdfast_retention')
        .select('clock')
        .executeTakeFirst();
      return row?.clock;
    },
    async save(clock) {
      const later = sql<number>`
        case when holdfast_retention.clock < excluded.clock
        then excluded.clock else holdfast_retention.clock end
      `;
      const row = await retention
        .insertInto('holdfast_retention')
        .values({ id: 1, clock })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ clock: later }))
        .returning('clock')
        .executeTakeFirstOrThrow();
      return row.clock;
    },
  };
}
