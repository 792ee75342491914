import type { Kysely, Transaction } from 'kysely';
import type { Holding, ScopedKey } from '../idempotency/idempotency-store.ts';
import { createKeyLocks } from '../idempotency/key-locks.ts';
import { type KeptOfKey, keptOfKey, type KeptRow } from './kept-of-key.ts';
import { keyStatements } from './key-statements.ts';
import { transact, type TransactOptions } from './transact.ts';
import { refuseWithin } from './transaction-parts.ts';

/** Runs work in a transaction that alone holds a key, or says at once that another transaction holds it. */
export type HoldKey<TDatabase> = <T>(
  key: ScopedKey,
  work: (transaction: Transaction<TDatabase>, kept: KeptOfKey) => Promise<T>,
) => Promise<Holding<T>>;

export function createHoldKey<TDatabase>(
  database: Kysely<TDatabase>,
  options: TransactOptions,
): HoldKey<TDatabase> {
  const statements = keyStatements(database as unknown as Kysely<never>);
  const read = async (transaction: Transaction<TDatabase>, key: ScopedKey): Promise<KeptOfKey> => {
    const { rows } = await transaction.executeQuery(statements.read(key));
    return keptOfKey(rows as readonly KeptRow[]);
  };
  const { tryLock } = statements;
  if (!tryLock) {
    const locks = createKeyLocks();
    const { adapter } = database.getExecutor();
    return async (key, work) => {
      refuseWithin(adapter);
      return locks.hold(key, () =>
        transact(
          database,
          async (transaction) => work(transaction, await read(transaction, key)),
          options,
        ),
      );
    };
  }
  // A statement of its own reads the stored answer after the lock, so that it sees the commits before it.
  return (key, work) =>
    transact(
      database,
      async (transaction) => {
        await transaction.executeQuery(tryLock(key));
        const kept = await read(transaction, key);
        if (!kept.isLocked) return { kind: 'busy' };
        return { kind: 'done', value: await work(transaction, kept) };
      },
      options,
    );
}
