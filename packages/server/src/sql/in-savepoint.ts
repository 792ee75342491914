import { sql, type Transaction } from 'kysely';
import { inTurn } from './transaction-parts.ts';

/**
 * Does work inside a transaction so that it can be undone alone: when it throws, or when `keep` says
 * no to its result, all of it is gone while the transaction goes on.
 */
export function inSavepoint<TDatabase, T>(
  transaction: Transaction<TDatabase>,
  work: (transaction: Transaction<TDatabase>) => Promise<T>,
  keep: (result: T) => boolean = () => true,
): Promise<T> {
  // Undoing a savepoint undoes all that came after it, so no other part may begin or end meanwhile.
  return inTurn(transaction, async (whole) => {
    await sql`savepoint holdfast`.execute(transaction);
    try {
      const result = await whole(() => work(transaction));
      if (!keep(result)) await run(transaction, 'rollback to');
      await run(transaction, 'release');
      return result;
    } catch (error) {
      // Some errors have already ended the transaction, savepoint included; the first one counts.
      await run(transaction, 'rollback to')
        // Savepoints of one name hide each other, so one that stayed would be what an outer one undoes.
        .then(() => run(transaction, 'release'))
        .catch(() => {});
      throw error;
    }
  });
}

async function run<TDatabase>(t: Transaction<TDatabase>, statement: string): Promise<void> {
  await sql.raw(`${statement} savepoint holdfast`).execute(t);
}
