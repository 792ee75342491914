import { type Kysely, sql } from 'kysely';
import { databaseOf } from './database-of.ts';
import { inCreation } from './in-creation.ts';
import type { AppendOnlyRules } from './sql-database.ts';

export interface AuditTable {
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly kind: string;
  /** JSON of a flat record. */
  readonly facts: string;
}

/** The last entry of the pruned beginning. There is one row at most, and its `id` is 1. */
export interface AuditCheckpointTable {
  readonly id: number;
  readonly seq: number;
  readonly hash: string;
}

export interface AuditTables {
  readonly holdfast_audit: AuditTable;
  readonly holdfast_audit_checkpoint: AuditCheckpointTable;
}

/** No client of the database can prune a younger entry. */
const LEAST_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Creates the tables of `sqlAuditStore` unless they are there, with triggers that refuse every change and removal of
 * a row, for all users of the database. Only a beginning that is older than 30 days may be removed, after the
 * checkpoint names its last entry and the hash of that entry. Only a client of the database that may change the schema
 * can remove the triggers. Call it from a migration; called again, it brings earlier triggers up to date.
 */
export function createAuditTable(
  // Any schema will do, and `Kysely` is invariant in it.
  // oxlint-disable-next-line typescript/no-explicit-any
  database: Kysely<any>,
): Promise<void> {
  return inCreation(database, create);
}

// oxlint-disable-next-line typescript/no-explicit-any
async function create(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('holdfast_audit')
    .ifNotExists()
    .addColumn('seq', 'integer', (column) => column.primaryKey())
    .addColumn('previous', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('at', 'double precision', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('holdfast_audit_checkpoint')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
  for (const statement of databaseOf('createAuditTable', database).appendOnly(RULES)) {
    await sql.raw(statement).execute(database);
  }
}

/** Whether a new checkpoint moves forward, names an existing entry, and keeps young entries and the last one. */
const isAllowed = (now: string, before: string): string => `
  new.id = 1
  and new.seq > ${before}
  and exists (select 1 from holdfast_audit where seq = new.seq and hash = new.hash)
  and exists (select 1 from holdfast_audit where seq > new.seq)
  and not exists (
    select 1 from holdfast_audit
    where seq > ${before} and seq <= new.seq
      and at >= ${now} - ${LEAST_DAYS * DAY_MS} and at <= ${now} + ${DAY_MS}
  )
`;

const PRUNED = 'coalesce((select seq from holdfast_audit_checkpoint where id = 1), 0)';

const RULES: AppendOnlyRules = {
  table: 'holdfast_audit',
  checkpoint: 'holdfast_audit_checkpoint',
  pruned: PRUNED,
  isAllowed,
};
