import type { Kysely, Transaction } from 'kysely';
import type { FinishedRecord } from '../idempotency/idempotency-state.ts';
import type { HeldKey, IdempotencyStore, ScopedKey } from '../idempotency/idempotency-store.ts';
import { createHoldKey } from './hold-key.ts';
import type { IdempotencyTables } from './idempotency-table.ts';
import { inSavepoint } from './in-savepoint.ts';
import type { TransactOptions } from './transact.ts';

/**
 * Keeps keys in the same database as the business data (see `createIdempotencyTable`), SQLite or
 * PostgreSQL, which is what lets one transaction span both. A key that is held is `busy` at once: by any
 * process on PostgreSQL; by this one on SQLite, where processes that share a file take turns at the
 * write lock, so the later one finds the earlier one's record.
 */
export function sqlStore<TDatabase>(
  database: Kysely<TDatabase>,
  options: TransactOptions = {},
): IdempotencyStore<Transaction<TDatabase>> {
  const hold = createHoldKey(database, options);
  return {
    withKey: (key, work) =>
      hold(key, async (transaction) => {
        const record = await findRecord(transaction, key);
        return work(holdKey(transaction, key, record));
      }),
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
      finishedAt: Number(row.finished_at),
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
  return {
    record,
    attempt: (work, keep) => inSavepoint(transaction, work, keep),
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
