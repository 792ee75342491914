import type { Kysely } from 'kysely';
import type { AlertTables } from '../src/sql/alert-tables.ts';

const TABLES: readonly (keyof AlertTables)[] = [
  'holdfast_alert_lease',
  'holdfast_alert_rules',
  'holdfast_alerts',
  'holdfast_alert_events',
  'holdfast_alert_silences',
  'holdfast_alert_memories',
];

/** Empties the tables of alerts: a database for each test would take most of the time of the tests. */
export async function emptyAlertTables(database: Kysely<object>): Promise<void> {
  const tables = database as unknown as Kysely<AlertTables>;
  // oxlint-disable-next-line no-await-in-loop -- one statement after another
  for (const table of TABLES) await tables.deleteFrom(table).execute();
}
