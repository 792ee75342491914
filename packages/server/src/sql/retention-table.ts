import type { Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

export interface RetentionTable {
  /** There is one row, and this is 1. */
  readonly id: number;
  /** The time of the retention clock, in wall-clock milliseconds. */
  readonly clock: number;
}

export interface RetentionTables {
  readonly holdfast_retention: RetentionTable;
}

/** Creates the table of `sqlRetentionStore` unless it is there. Call it from a migration. */
export function createRetentionTable(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, ({ schema }) =>
    schema
      .createTable('holdfast_retention')
      .ifNotExists()
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('clock', 'double precision', (column) => column.notNull())
      .execute(),
  );
}
