import type { Kysely } from 'kysely';
import { databaseOf } from './database-of.ts';
import { transact } from './transact.ts';

// A number that differs from the locks of keys and of applications.
const CREATION_LOCK = 1_214_606_445;

/**
 * Creates tables in one transaction. Several servers that start at once do so one after another: where two
 * transactions run at once, `if not exists` alone lets both begin, and the later one fails. A failure leaves no part
 * of the tables.
 */
export async function inCreation(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
  // oxlint-disable-next-line typescript/no-explicit-any
  create: (database: Kysely<any>) => Promise<void>,
): Promise<void> {
  const { locks } = databaseOf('The creation of tables', database);
  return transact(database, async (transaction) => {
    await locks?.number(CREATION_LOCK).execute(transaction);
    await create(transaction);
  });
}
