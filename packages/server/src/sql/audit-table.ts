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
 * checkpoint names its last entry and the hash of that entry. Only a user of the database who may change the schema
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
  for (const statement of isSqlite(database) ? ON_SQLITE : ON_POSTGRES) {
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
const REFUSED = `select raise(abort, 'holdfast_audit is append-only')`;
const SQLITE_NOW = `(unixepoch('subsec') * 1000.0)`;

const sqliteTrigger = (name: string, when: string): readonly string[] => [
  `drop trigger if exists ${name}`,
  `create trigger ${name} before ${when} begin ${REFUSED}; end`,
];

const ON_SQLITE = [
  ...sqliteTrigger('holdfast_audit_no_update', 'update on holdfast_audit'),
  ...sqliteTrigger('holdfast_audit_no_delete', `delete on holdfast_audit when old.seq > ${PRUNED}`),
  // `insert or replace` removes a row without a delete.
  ...sqliteTrigger(
    'holdfast_audit_no_replace',
    `insert on holdfast_audit
     when new.seq <= ${PRUNED} or exists (select 1 from holdfast_audit where seq = new.seq)`,
  ),
  ...sqliteTrigger('holdfast_audit_checkpoint_no_delete', 'delete on holdfast_audit_checkpoint'),
  ...['insert', 'update'].flatMap((action) =>
    sqliteTrigger(
      `holdfast_audit_checkpoint_${action}`,
      `${action} on holdfast_audit_checkpoint when not (${isAllowed(SQLITE_NOW, PRUNED)})`,
    ),
  ),
];

const POSTGRES_NOW = '(extract(epoch from clock_timestamp()) * 1000)';

const ON_POSTGRES = [
  `
    create or replace function holdfast_audit_refuse() returns trigger language plpgsql as $$
    begin raise exception 'holdfast_audit is append-only'; end $$
  `,
  `
    create or replace function holdfast_audit_delete() returns trigger language plpgsql as $$
    begin
      if old.seq > ${PRUNED} then raise exception 'holdfast_audit is append-only'; end if;
      return old;
    end $$
  `,
  `
    create or replace function holdfast_audit_move() returns trigger language plpgsql as $$
    begin
      if not (${isAllowed(POSTGRES_NOW, PRUNED)}) then
        raise exception 'holdfast_audit is append-only';
      end if;
      return new;
    end $$
  `,
  `
    create or replace trigger holdfast_audit_append_only
    before update or truncate on holdfast_audit
    for each statement execute function holdfast_audit_refuse()
  `,
  `
    create or replace trigger holdfast_audit_prune
    before delete on holdfast_audit
    for each row execute function holdfast_audit_delete()
  `,
  `
    create or replace trigger holdfast_audit_checkpoint_stays
    before delete or truncate on holdfast_audit_checkpoint
    for each statement execute function holdfast_audit_refuse()
  `,
  `
    create or replace trigger holdfast_audit_checkpoint_moves
    before insert or update on holdfast_audit_checkpoint
    for each row execute function holdfast_audit_move()
  `,
];
