import type { Kysely, RawBuilder } from 'kysely';
import { databaseOf } from './database-of.ts';

/** The most rows in one statement, so that no delete holds a database up for long. */
const MOST_AT_ONCE = 1000;

/** Deletes at most `limit` rows and returns their number. Skips rows that another server is deleting. */
export async function deleteSome<TDatabase>(
  database: Kysely<TDatabase>,
  table: string,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<number> {
  const statement = databaseOf('deleteSome', database).deleteSome(table, where, limit);
  const { numAffectedRows } = await statement.execute(database);
  return Number(numAffectedRows ?? 0);
}

/** Deletes up to `limit` rows, everything by default, in several short statements. */
export async function deleteInSteps<TDatabase>(
  database: Kysely<TDatabase>,
  table: string,
  where: RawBuilder<unknown>,
  limit: number = Number.POSITIVE_INFINITY,
): Promise<number> {
  let deleted = 0;
  while (deleted < limit) {
    const most = Math.min(MOST_AT_ONCE, limit - deleted);
    const count = await deleteSome(database, table, where, most);
    deleted += count;
    if (count < most) break;
  }
  return deleted;
}
