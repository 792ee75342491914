import { type Kysely, sql, type Transaction } from 'kysely';
import type { Holding, ScopedKey } from '../idempotency/idempotency-store.ts';
import { createKeyLocks, nameOf } from '../idempotency/key-locks.ts';
import { isSqlite } from './is-sqlite.ts';
import { transact, type TransactOptions } from './transact.ts';
import { refuseWithin } from './transaction-parts.ts';

/** Runs work in a transaction that alone holds a key, or says at once that somebody else does. */
export type HoldKey<TDatabase> = <T>(
  key: ScopedKey,
  work: (transaction: Transaction<TDatabase>) => Promise<T>,
) => Promise<Holding<T>>;

export function createHoldKey<TDatabase>(
  database: Kysely<TDatabase>,
  options: TransactOptions,
): HoldKey<TDatabase> {
  if (isSqlite(database)) {
    const locks = createKeyLocks();
    const { adapter } = database.getExecutor();
    return async (key, work) => {
      refuseWithin(adapter);
      return locks.hold(key, () => transact(database, work, options));
    };
  }
  return (key, work) =>
    transact(
      database,
      async (transaction) =>
        (await tryLock(transaction, key))
          ? { kind: 'done', value: await work(transaction) }
          : { kind: 'busy' },
      options,
    );
}

// Keeps these locks apart from those an application takes under names of its own.
const LOCK_SEED = 1_214_606_444;

/**
 * Tries PostgreSQL's advisory lock, which goes with its transaction, so a process that dies holds
 * nothing. Two keys of one hash, one pair in 2⁶⁴, would only be busy for each other.
 */
async function tryLock<TDatabase>(
  transaction: Transaction<TDatabase>,
  key: ScopedKey,
): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${nameOf(key)}, ${LOCK_SEED})) as locked
  `.execute(transaction);
  return rows[0]?.locked === true;
}
