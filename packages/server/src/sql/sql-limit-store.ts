import type { Platform } from '@holdfast/core';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RateLimitStore } from '../limits/rate-limit-store.ts';
import { takePlace, type TakenPlaces } from '../limits/window-state.ts';
import { isSqlite } from './is-sqlite.ts';
import type { LimitTables } from './limit-table.ts';
import { transact } from './transact.ts';

export interface SqlLimitStoreOptions {
  /** @default the database's own clock, so that servers whose clocks differ count one window */
  readonly platform?: Pick<Platform, 'now'>;
}

/**
 * Counts in a database (see `createLimitTable`), SQLite or PostgreSQL: however many processes share it,
 * together they let no more through than the limit. Each request is one transaction that holds one row.
 */
export function sqlLimitStore<TDatabase>(
  database: Kysely<TDatabase>,
  { platform }: SqlLimitStoreOptions = {},
): RateLimitStore {
  const limits = database as unknown as Kysely<LimitTables>;
  const clock = (): RawBuilder<number> =>
    platform ? sql<number>`cast(${platform.now()} as double precision)` : clockOf(limits);
  return {
    take: (key, limit) =>
      transact(limits, async (transaction) => {
        const name = `${limit.name} ${key}`;
        // The update that changes nothing takes the row's lock, whether it was there or not.
        const row = await transaction
          .insertInto('holdfast_rate_limits')
          .values({ key: name, taken: '[]', until: 0 })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ key: name }))
          .returning(['taken', clock().as('now')])
          .executeTakeFirstOrThrow();
        const before = JSON.parse(row.taken) as TakenPlaces;
        const { taken, decision } = takePlace(before, row.now, limit);
        if (decision.allowed) {
          await transaction
            .updateTable('holdfast_rate_limits')
            .set({ taken: JSON.stringify(taken), until: row.now + limit.windowMs })
            .where('key', '=', name)
            .execute();
        }
        return decision;
      }),
    async prune() {
      const { numDeletedRows } = await limits
        .deleteFrom('holdfast_rate_limits')
        .where('until', '<=', clock())
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

// Milliseconds, read after the row is locked; `now()` of PostgreSQL would be when the transaction began.
function clockOf(database: Kysely<LimitTables>): RawBuilder<number> {
  return isSqlite(database)
    ? sql<number>`(unixepoch('subsec') * 1000.0)`
    : sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as double precision)`;
}
