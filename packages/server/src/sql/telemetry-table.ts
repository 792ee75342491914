import type { Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

export interface TelemetryTable {
  readonly id: string;
  readonly received_at: number;
  readonly severity: string;
  readonly type: string;
  readonly incident_id: string | null;
  /** JSON of the event, type and all. */
  readonly event: string;
}

export interface TelemetryTables {
  readonly holdfast_telemetry: TelemetryTable;
}

/** Creates the table of `sqlTelemetryStore` unless it is there. Call it from a migration. */
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
