import { createAlertTables } from '@holdfast/server/sql';
import type { Migration } from 'kysely/migration';

/** Adds the tables of alerts. */
export const alerts: Migration = { up: createAlertTables };
