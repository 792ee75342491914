import type { Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

export interface RollupTable {
  /** Its beginning, in wall-clock milliseconds. */
  readonly minute: number;
  readonly measure: string;
  readonly operation: string;
  readonly detail: string;
  readonly release: string;
  readonly count: number;
}

export interface AffectedTable {
  readonly minute: number;
  readonly operation: string;
  readonly code: string;
  readonly session: string;
}

export interface RollupTables {
  readonly holdfast_rollups: RollupTable;
  readonly holdfast_affected: AffectedTable;
}

/** Creates the tables of `sqlRollupStore` unless they are there. Call it from a migration. */
export function createRollupTables(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('holdfast_rollups')
    .ifNotExists()
    // Whole numbers, so that a division by the step gives the beginning of a step.
    .addColumn('minute', 'bigint', (column) => column.notNull())
    .addColumn('measure', 'text', (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('detail', 'text', (column) => column.notNull())
    .addColumn('release', 'text', (column) => column.notNull())
    .addColumn('count', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_rollups_key', [
      'minute',
      'measure',
      'operation',
      'detail',
      'release',
    ])
    .execute();
  await database.schema
    .createTable('holdfast_affected')
    .ifNotExists()
    .addColumn('minute', 'bigint', (column) => column.notNull())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('session', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_affected_key', ['minute', 'operation', 'code', 'session'])
    .execute();
}
