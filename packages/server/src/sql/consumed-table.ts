import type { Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

/** One row for each message that a consumer has acted on. */
export interface ConsumedTable {
  /** The consumer. Several consumers may act on one message, each once. */
  readonly consumer: string;
  readonly id: string;
  /** Wall-clock milliseconds. */
  readonly consumed_at: number;
}

export interface ConsumedTables {
  readonly holdfast_consumed: ConsumedTable;
}

/** Creates the table of `createConsumeOnce` unless it is there. Call it from a migration. */
export function createConsumedTable(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create({ schema }: Kysely<any>): Promise<void> {
  await schema
    .createTable('holdfast_consumed')
    .ifNotExists()
    .addColumn('consumer', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('consumed_at', 'double precision', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_consumed_key', ['consumer', 'id'])
    .execute();
  await schema
    .createIndex('holdfast_consumed_consumed_at')
    .ifNotExists()
    .on('holdfast_consumed')
    .column('consumed_at')
    .execute();
}
