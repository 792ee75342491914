import type { Kysely, Transaction } from 'kysely';
import { nameDatabaseError } from './database-failure.ts';

/**
 * Runs `work` in one transaction: committed when it fulfils, rolled back when it rejects. Database
 * errors arrive as `Failure`s (`UNAVAILABLE` when another process holds the database, else
 * `DATABASE_FAILED`), all others as they are. It does not retry.
 */
export async function transact<TDatabase, T>(
  database: Kysely<TDatabase>,
  work: (transaction: Transaction<TDatabase>) => Promise<T>,
): Promise<T> {
  try {
    return await database.transaction().execute(work);
  } catch (error) {
    throw nameDatabaseError(error);
  }
}
