import type { ColumnType, Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

/** `pg` gives 64-bit numbers as text. */
type Count = ColumnType<number | string, number>;

export interface StreamTable {
  readonly id: string;
  readonly subject: string;
  readonly fingerprint: string;
  readonly writer: string;
  readonly lease_until: Count;
  readonly seq: number;
  /** UTF-8 bytes of all text so far. */
  readonly bytes: Count;
  readonly ended_at: ColumnType<number | string | null, number | null>;
  /** 1 when its events have been removed. */
  readonly gone: number;
}

export interface StreamEventTable {
  readonly stream_id: string;
  readonly seq: number;
  /** JSON of the envelope. */
  readonly event: string;
}

export interface StreamTables {
  readonly holdfast_streams: StreamTable;
  readonly holdfast_stream_events: StreamEventTable;
}

/** Creates the tables of `sqlStreamLog` unless they are there. Call it from a migration. */
export function createStreamTables(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('holdfast_streams')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('writer', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('gone', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('holdfast_streams_subject')
    .ifNotExists()
    .on('holdfast_streams')
    .columns(['subject', 'ended_at'])
    .execute();
  await database.schema
    .createTable('holdfast_stream_events')
    .ifNotExists()
    .addColumn('stream_id', 'text', (column) =>
      column.notNull().references('holdfast_streams.id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_stream_events_key', ['stream_id', 'seq'])
    .execute();
}
