import { type Kysely, sql, type Transaction } from 'kysely';
import type { FinishedRecord } from '../idempotency/idempotency-state.ts';
import type { HeldKey, IdempotencyStore, ScopedKey } from '../idempotency/idempotency-store.ts';
import { createKeyLocks } from '../idempotency/key-locks.ts';
import type { IdempotencyTables } from './idempotency-table.ts';
import { transact } from './transact.ts';

/**
 * Keeps keys in the same SQLite database as the business data (see `createIdempotencyTable`), which
 * is what lets one transaction span both. A key held by this process is `busy` at once; processes
 * that share a file take turns at the write lock, so the later one finds the earlier one's record.
 */
export function sqlStore<TDatabase>(
  database: Kysely<TDatabase>,
): IdempotencyStore<Transaction<TDatabase>> {
  const locks = createKeyLocks();
  return {
    withKey: (key, work) =>
      locks.hold(key, () =>
        transact(database, async (transaction) => {
          const record = await findRecord(transaction, key);
          return work(holdKey(transaction, key, record));
        }),
      ),
    async prune(finishedBefore) {
      const { numDeletedRows } = await keysOf(database)
        .deleteFrom('holdfast_idempotency')
        .where('finished_at', '<', finishedBefore)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

async function findRecord<TDatabase>(
  transaction: Transaction<TDatabase>,
  { scope, key }: ScopedKey,
): Promise<FinishedRecord | undefined> {
  const row = await keysOf(transaction)
    .selectFrom('holdfast_idempotency')
    .selectAll()
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst();
  return (
    row && {
      fingerprint: row.fingerprint,
      finishedAt: row.finished_at,
      answer: {
        status: row.status,
        headers: JSON.parse(row.headers) as Record<string, string>,
        body: row.body && new Uint8Array(row.body),
      },
    }
  );
}

function holdKey<TDatabase>(
  transaction: Transaction<TDatabase>,
  { scope, key }: ScopedKey,
  record: FinishedRecord | undefined,
): HeldKey<Transaction<TDatabase>> {
  const undo = async (): Promise<void> => {
    await sql`rollback to savepoint holdfast_attempt`.execute(transaction);
  };
  return {
    record,
    async attempt(work, keep) {
      await sql`savepoint holdfast_attempt`.execute(transaction);
      try {
        const result = await work(transaction);
        if (!keep(result)) await undo();
        return result;
      } catch (error) {
        // Some errors have already ended the transaction, savepoint included; the first one counts.
        await undo().catch(() => {});
        throw error;
      }
    },
    async finish({ fingerprint, finishedAt, answer: { status, headers, body } }) {
      await keysOf(transaction)
        .insertInto('holdfast_idempotency')
        .values({
          scope,
          key,
          fingerprint,
          status,
          headers: JSON.stringify(headers),
          body,
          finished_at: finishedAt,
        })
        .execute();
    },
  };
}

/** The same connection, seen as the schema that `createIdempotencyTable` added to it. */
function keysOf<TDatabase>(database: Kysely<TDatabase>): Kysely<IdempotencyTables> {
  return database as unknown as Kysely<IdempotencyTables>;
}
