import type { ColumnType, Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

export interface IdempotencyTable {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly status: number;
  /** JSON of a flat record. */
  readonly headers: string;
  readonly body: Uint8Array | null;
  /** Wall-clock milliseconds; `pg` gives 64-bit numbers as text. */
  readonly finished_at: ColumnType<number | string, number>;
}

/** Effects outside that are begun and not settled. */
export interface ClaimTable {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly provider_key: string;
  readonly lease_until: ColumnType<number | string, number>;
  readonly attempts: number;
}

export interface IdempotencyTables {
  readonly holdfast_idempotency: IdempotencyTable;
  readonly holdfast_claims: ClaimTable;
}

/** Creates the tables of `sqlStore` unless they are there. Call it from a migration. */
export function createIdempotencyTables(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('holdfast_idempotency')
    .ifNotExists()
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('headers', 'text', (column) => column.notNull())
    // SQLite keeps bytes as they are under any name that is not text.
    .addColumn('body', 'bytea')
    .addColumn('finished_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_idempotency_key', ['scope', 'key'])
    .execute();
  await database.schema
    .createIndex('holdfast_idempotency_finished_at')
    .ifNotExists()
    .on('holdfast_idempotency')
    .column('finished_at')
    .execute();
  await database.schema
    .createTable('holdfast_claims')
    .ifNotExists()
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('provider_key', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_claims_key', ['scope', 'key'])
    .execute();
}
