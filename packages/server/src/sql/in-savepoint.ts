import { CompiledQuery, type Transaction } from 'kysely';
import { SENT_AHEAD } from './sent-ahead.ts';
import { inTurn } from './transaction-parts.ts';

const BEGIN = CompiledQuery.raw(`savepoint holdfast ${SENT_AHEAD}`);
const RELEASE = CompiledQuery.raw(`release savepoint holdfast ${SENT_AHEAD}`);
const UNDO = CompiledQuery.raw('rollback to savepoint holdfast');

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
    await transaction.executeQuery(BEGIN);
    try {
      const result = await whole(() => work(transaction));
      if (!keep(result)) await transaction.executeQuery(UNDO);
      await transaction.executeQuery(RELEASE);
      return result;
    } catch (error) {
      // Some errors have already ended the transaction, savepoint included; the first one counts.
      await transaction
        .executeQuery(UNDO)
        // Savepoints of one name hide each other. If this one stayed, an outer savepoint would undo it in place of
        // itself.
        .then(() => transaction.executeQuery(RELEASE))
        .catch(() => {});
      throw error;
    }
  });
}
