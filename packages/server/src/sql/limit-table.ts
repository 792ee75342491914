import type { Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

export interface LimitTable {
  /** Name of the limit, and the key that it limits. */
  readonly key: string;
  /** JSON array of times: milliseconds of the database's clock. */
  readonly taken: string;
  /** When the row has no effect any more. */
  readonly until: number;
}

export interface LimitTables {
  readonly holdfast_rate_limits: LimitTable;
}

/** Creates the table of `sqlLimitStore` unless it is there. Call it from a migration. */
export function createLimitTable(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('holdfast_rate_limits')
    .ifNotExists()
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('taken', 'text', (column) => column.notNull())
    .addColumn('until', 'double precision', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('holdfast_rate_limits_until')
    .ifNotExists()
    .on('holdfast_rate_limits')
    .column('until')
    .execute();
}
