import { createRelayTables } from '@holdfast/server/sql';
import type { Migration } from 'kysely/migration';

/** Adds the tables of the relay, which tells other systems what happened here. */
export const relay: Migration = { up: createRelayTables };
