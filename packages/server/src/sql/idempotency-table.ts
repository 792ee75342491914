import type { ColumnType, Kysely } from 'kysely';

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

export interface IdempotencyTables {
  readonly holdfast_idempotency: IdempotencyTable;
}

/** Creates the table of `sqlStore` unless it is there. Call it from a migration. */
export async function createIdempotencyTable(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
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
}
