import { type Kysely, sql } from 'kysely';
import { inCreation } from './in-creation.ts';
import { isSqlite } from './is-sqlite.ts';

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

export interface AuditTables {
  readonly holdfast_audit: AuditTable;
}

/**
 * Creates the table of `sqlAuditStore` unless it is there, with triggers that refuse to change or remove
 * a row, whoever asks. Only who may change the schema can undo that. Call it from a migration.
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
  for (const statement of isSqlite(database) ? ON_SQLITE : ON_POSTGRES) {
    await sql.raw(statement).execute(database);
  }
}

const ON_SQLITE = ['update', 'delete'].map(
  (action) => `
    create trigger if not exists holdfast_audit_no_${action} before ${action} on holdfast_audit
    begin select raise(abort, 'holdfast_audit is append-only'); end
  `,
);

const ON_POSTGRES = [
  `
    create or replace function holdfast_audit_refuse() returns trigger language plpgsql as $$
    begin raise exception 'holdfast_audit is append-only'; end $$
  `,
  `
    create or replace trigger holdfast_audit_append_only
    before update or delete or truncate on holdfast_audit
    for each statement execute function holdfast_audit_refuse()
  `,
];
