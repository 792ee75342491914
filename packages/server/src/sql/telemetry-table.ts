import type { Kysely } from 'kysely';
import { databaseOf } from './database-of.ts';
import { inCreation } from './in-creation.ts';

export interface TelemetryTable {
  readonly id: string;
  readonly received_at: number;
  readonly severity: string;
  readonly type: string;
  readonly incident_id: string | null;
  readonly release: string | null;
  readonly session: string | null;
  /** JSON of the event, type and all. */
  readonly event: string;
}

export interface TelemetryTables {
  readonly holdfast_telemetry: TelemetryTable;
}

/**
 * Creates the table of `sqlTelemetryStore` unless it is there. Call it from a migration; called again, it gives an
 * earlier table the columns that are new.
 */
export function createTelemetryTable(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('holdfast_telemetry')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('received_at', 'double precision', (column) => column.notNull())
    .addColumn('severity', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('incident_id', 'text')
    .addColumn('event', 'text', (column) => column.notNull())
    .execute();
  const { hasColumn } = databaseOf('createTelemetryTable', database);
  for (const column of ['release', 'session']) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    const { rows } = await hasColumn('holdfast_telemetry', column).execute(database);
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    if (rows.length === 0) await addColumn(database, column);
  }
  for (const column of ['received_at', 'incident_id']) {
    // oxlint-disable-next-line no-await-in-loop -- one connection, one statement after another
    await database.schema
      .createIndex(`holdfast_telemetry_${column}`)
      .ifNotExists()
      .on('holdfast_telemetry')
      .column(column)
      .execute();
  }
}

// oxlint-disable-next-line typescript/no-explicit-any
async function addColumn(database: Kysely<any>, column: string): Promise<void> {
  await database.schema.alterTable('holdfast_telemetry').addColumn(column, 'text').execute();
}
