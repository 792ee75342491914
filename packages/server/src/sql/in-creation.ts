import { type Kysely, sql } from 'kysely';
import { isSqlite } from './is-sqlite.ts';
import { transact } from './transact.ts';

// Keeps this lock apart from those of keys and of applications.
const CREATION_LOCK = 1_214_606_445;

/**
 * Creates tables in one transaction. Several servers that start at once do so one after another. On PostgreSQL
 * `if not exists` alone lets both begin, and the later one fails. A failure leaves no part of the tables.
 */
export function inCreation(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
  // oxlint-disable-next-line typescript/no-explicit-any
  create: (database: Kysely<any>) => Promise<void>,
): Promise<void> {
  return transact(database, async (transaction) => {
    if (!isSqlite(transaction)) {
      await sql`select pg_advisory_xact_lock(${CREATION_LOCK})`.execute(transaction);
    }
    await create(transaction);
  });
}
