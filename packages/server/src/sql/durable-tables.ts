import type { Bytes } from '@holdfast/core/parts';
import type { ColumnType, Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

/** `pg` gives 64-bit numbers as text. */
type Count = ColumnType<number | string, number>;

export interface DurableTable {
  readonly id: string;
  readonly name: string;
  /** JSON of what never changes. */
  readonly settings: string;
  readonly seq: Count;
  readonly bytes: Count;
  readonly is_closed: number;
  /** 1 for a stream that is only kept for its forks. */
  readonly is_deleted: number;
  readonly due_at: ColumnType<number | string | null, number | null>;
  readonly writer_seq: string | null;
  /** JSON of the write that closed the stream. */
  readonly closed_by: string | null;
  readonly producers: number;
  readonly forks: number;
}

export interface DurableRecordTable {
  readonly stream_id: string;
  readonly seq: Count;
  readonly starts_at: Count;
  readonly ends_at: Count;
  readonly data: Bytes;
}

export interface DurableProducerTable {
  readonly stream_id: string;
  readonly producer: string;
  readonly epoch: Count;
  readonly seq: Count;
}

export interface DurableTables {
  readonly holdfast_durable: DurableTable;
  readonly holdfast_durable_records: DurableRecordTable;
  readonly holdfast_durable_producers: DurableProducerTable;
}

/** Creates the tables of `sqlDurableStore` unless they are there. Call it from a migration. */
export function createDurableTables(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('holdfast_durable')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull().unique())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('is_closed', 'integer', (column) => column.notNull())
    .addColumn('is_deleted', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('writer_seq', 'text')
    .addColumn('closed_by', 'text')
    .addColumn('producers', 'integer', (column) => column.notNull())
    .addColumn('forks', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('holdfast_durable_due')
    .ifNotExists()
    .on('holdfast_durable')
    .column('due_at')
    .execute();
  await database.schema
    .createTable('holdfast_durable_records')
    .ifNotExists()
    .addColumn('stream_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('starts_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    // SQLite keeps bytes as they are under any name that is not text.
    .addColumn('data', 'bytea', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_durable_records_key', ['stream_id', 'seq'])
    .execute();
  await database.schema
    .createTable('holdfast_durable_producers')
    .ifNotExists()
    .addColumn('stream_id', 'text', (column) => column.notNull())
    .addColumn('producer', 'text', (column) => column.notNull())
    .addColumn('epoch', 'bigint', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_durable_producers_key', ['stream_id', 'producer'])
    .execute();
}
