import type { Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

export interface ThreatTable {
  readonly kind: string;
  readonly id: string;
  /** JSON of the state of a party, or empty while it is being written for the first time. */
  readonly state: string;
  /** Wall-clock milliseconds, when there was something new last; of a block, its end. */
  readonly heard_at: number;
  readonly blocked_until: number | null;
}

export interface ThreatTables {
  readonly holdfast_threats: ThreatTable;
}

/** Creates the table of `sqlThreatStore` unless it is there. Call it from a migration. */
export function createThreatTable(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('holdfast_threats')
    .ifNotExists()
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('heard_at', 'double precision', (column) => column.notNull())
    .addColumn('blocked_until', 'double precision')
    .addPrimaryKeyConstraint('holdfast_threats_party', ['kind', 'id'])
    .execute();
  for (const column of ['heard_at', 'blocked_until'] as const) {
    await database.schema
      .createIndex(`holdfast_threats_${column}`)
      .ifNotExists()
      .on('holdfast_threats')
      .column(column)
      .execute();
  }
}
