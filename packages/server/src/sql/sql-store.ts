import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { requireOptionsAlways } from '@holdfast/core/parts';
import type { Claim } from '../idempotency/claim-state.ts';
import type { HeldKey, IdempotencyStore, ScopedKey } from '../idempotency/idempotency-store.ts';
import { deleteInSteps } from './delete-some.ts';
import { createHoldKey } from './hold-key.ts';
import type { ClaimTable, IdempotencyTables } from './idempotency-tables.ts';
import { inSavepoint } from './in-savepoint.ts';
import type { KeptOfKey } from './kept-of-key.ts';
import { type KeyStatements, keyStatements } from './key-statements.ts';
import type { TransactOptions } from './transact.ts';
import { databaseOf } from './database-of.ts';

/**
 * Keeps keys in the same database as the business data (see `createIdempotencyTables`), SQLite or PostgreSQL, so
 * that one transaction spans both. A key that is held is `busy` at once: by any process on PostgreSQL; by this one
 * on SQLite, where processes that share a file take turns at the write lock, so the later one finds the earlier
 * one's record.
 */
export function sqlStore<TDatabase>(
  database: Kysely<TDatabase>,
  options: TransactOptions = {},
): IdempotencyStore<Transaction<TDatabase>> {
  requireOptionsAlways('sqlStore', options, {
    timeoutMs: 'a number from 0 on?',
    maxAttempts: 'a whole number above 0?',
    backoff: 'a function?',
    isolationLevel: 'a text that is not empty?',
    signal: 'an object?',
    platform: 'an object with monotonic, random, schedule?',
  });

  databaseOf('sqlStore', database);
  const hold = createHoldKey(database, options);
  const statements = keyStatements(database as unknown as Kysely<never>);
  return {
    withKey: (key, work) =>
      hold(key, (transaction, kept) => work(holdKey(transaction, key, kept, statements))),
    prune: (finishedBefore, limit) =>
      deleteInSteps(
        database,
        'holdfast_idempotency',
        sql`finished_at < ${Math.floor(finishedBefore)}`,
        limit,
      ),
    async newest() {
      const row = await keysOf(database)
        .selectFrom('holdfast_idempotency')
        .select('finished_at')
        .orderBy('finished_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && Number(row.finished_at);
    },
    async unsettled(leaseBefore) {
      const rows = await keysOf(database)
        .selectFrom('holdfast_claims')
        .selectAll()
        .where('lease_until', '<', Math.floor(leaseBefore))
        .execute();
      return rows.map((row) => ({ scope: row.scope, key: row.key, ...toClaim(row) }));
    },
  };
}

function toClaim(row: Selectable<ClaimTable>): Claim {
  return {
    fingerprint: row.fingerprint,
    providerKey: row.provider_key,
    leaseUntil: Number(row.lease_until),
    attempts: row.attempts,
  };
}

function holdKey<TDatabase>(
  transaction: Transaction<TDatabase>,
  { scope, key }: ScopedKey,
  { record, claim, now }: Pick<KeptOfKey, 'record' | 'claim' | 'now'>,
  statements: KeyStatements,
): HeldKey<Transaction<TDatabase>> {
  return {
    record,
    claim,
    now,
    attempt: (work, keep) => inSavepoint(transaction, work, keep),
    async countClaims(most) {
      const { rows } = await sql<{ readonly count: number | string }>`
        select count(*) as count
        from (select 1 as one from holdfast_claims where scope = ${scope} limit ${most}) as some_claims
      `.execute(transaction);
      return Number(rows[0]?.count ?? 0);
    },
    async finish(finished) {
      await transaction.executeQuery(statements.finish({ scope, key }, finished));
      if (!claim) return;
      await keysOf(transaction)
        .deleteFrom('holdfast_claims')
        .where('scope', '=', scope)
        .where('key', '=', key)
        .execute();
    },
    async keepClaim({ fingerprint, providerKey, leaseUntil, attempts }) {
      const state = {
        fingerprint,
        provider_key: providerKey,
        lease_until: Math.floor(leaseUntil),
        attempts,
      };
      await keysOf(transaction)
        .insertInto('holdfast_claims')
        .values({ scope, key, ...state })
        .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet(state))
        .execute();
    },
  };
}

/** The same connection, seen as the schema that `createIdempotencyTables` added to it. */
function keysOf<TDatabase>(database: Kysely<TDatabase>): Kysely<IdempotencyTables> {
  return database as unknown as Kysely<IdempotencyTables>;
}
