import type { Kysely } from 'kysely';
import { inCreation } from './in-creation.ts';

/** There is one row, and its `id` is 1. */
export interface AlertLeaseTable {
  readonly id: number;
  readonly holder: string;
  readonly epoch: number;
  readonly until: number;
}

/** There is one row, and its `id` is 1. */
export interface AlertRulesTable {
  readonly id: number;
  readonly revision: number;
  /** JSON. */
  readonly rules: string;
  readonly changed_at: number;
  readonly changed_by: string | null;
}

export interface AlertTable {
  readonly fingerprint: string;
  readonly kind: string;
  readonly at: number;
  readonly cool_until: number;
  readonly version: number;
  /** JSON of the alert. */
  readonly alert: string;
}

export interface AlertEventTable {
  readonly fingerprint: string;
  readonly version: number;
  /** Among the events of one change. */
  readonly place: number;
  readonly at: number;
  /** JSON of the event. */
  readonly event: string;
}

export interface AlertSilenceTable {
  readonly id: string;
  readonly until: number;
  /** JSON of the silence. */
  readonly silence: string;
}

export interface AlertMemoryTable {
  readonly rule: string;
  /** JSON. */
  readonly memory: string;
}

export interface AlertTables {
  readonly holdfast_alert_lease: AlertLeaseTable;
  readonly holdfast_alert_rules: AlertRulesTable;
  readonly holdfast_alerts: AlertTable;
  readonly holdfast_alert_events: AlertEventTable;
  readonly holdfast_alert_silences: AlertSilenceTable;
  readonly holdfast_alert_memories: AlertMemoryTable;
}

/** Creates the tables of `sqlAlertStore` unless they are there. Call it from a migration. */
export function createAlertTables(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create({ schema }: Kysely<any>): Promise<void> {
  await schema
    .createTable('holdfast_alert_lease')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('until', 'double precision', (column) => column.notNull())
    .execute();
  await schema
    .createTable('holdfast_alert_rules')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('rules', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'double precision', (column) => column.notNull())
    .addColumn('changed_by', 'text')
    .execute();
  await schema
    .createTable('holdfast_alerts')
    .ifNotExists()
    .addColumn('fingerprint', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'double precision', (column) => column.notNull())
    .addColumn('cool_until', 'double precision', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('alert', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('holdfast_alert_events')
    .ifNotExists()
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('at', 'double precision', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('holdfast_alert_events_place', ['fingerprint', 'version', 'place'])
    .execute();
  await schema
    .createTable('holdfast_alert_silences')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('until', 'double precision', (column) => column.notNull())
    .addColumn('silence', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('holdfast_alert_memories')
    .ifNotExists()
    .addColumn('rule', 'text', (column) => column.primaryKey())
    .addColumn('memory', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('holdfast_alert_events_at')
    .ifNotExists()
    .on('holdfast_alert_events')
    .column('at')
    .execute();
  await schema
    .createIndex('holdfast_alerts_kind')
    .ifNotExists()
    .on('holdfast_alerts')
    .column('kind')
    .execute();
}
