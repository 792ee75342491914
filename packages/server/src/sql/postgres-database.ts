import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { PostgresAdapter, sql, type Transaction } from 'kysely';
import type { AppendOnlyRules, SqlDatabase, SqlLocks } from './sql-database.ts';
import { transact } from './transact.ts';

// `now()` would be the time when the transaction began. A row is locked before this is read.
const NOW = 'extract(epoch from clock_timestamp()) * 1000';

// Keeps the locks of the stores apart from those that an application takes under names of its own.
const LOCK_SEED = 1_214_606_444;
/** Where a transaction remembers whether it holds the lock of its name. */
const LOCKED = "'holdfast.locked'";

const locks: SqlLocks = {
  // A dead process holds no lock. Two names with the same hash, one pair in 2⁶⁴, would only wait for each other.
  tryName: (parameter) =>
    `set_config(${LOCKED}, pg_try_advisory_xact_lock(hashtextextended(${parameter}, ${LOCK_SEED}))::text, true)`,
  hasName: `current_setting(${LOCKED}, true)`,
  number: (number) => sql`select pg_advisory_xact_lock(${number})`,
  table: (table) => sql`lock table ${sql.table(table)} in exclusive mode`,
};

/** PostgreSQL. Its locks end with their transaction. */
export const postgresDatabase: SqlDatabase = {
  name: 'PostgreSQL',
  owns: (adapter) => adapter instanceof PostgresAdapter,
  parameter: (number) => `$${number}`,
  clock: sql<number>`cast(ceil(${sql.raw(NOW)}) as double precision)`,
  isOneOf: (column, texts) => sql<boolean>`${column} = any(cast(${texts} as text[]))`,
  hasColumn: (table, column) => sql`
    select 1 as found from pg_attribute
    where attrelid = to_regclass(${table}) and attname = ${column} and not attisdropped
  `,
  deleteSome: (table, where, limit) => {
    const from = sql.table(table);
    return sql`
      delete from ${from} where ctid = any(array(
        select ctid from ${from} where ${where} limit ${limit} for update skip locked
      ))
    `;
  },
  mayForget: sql<string>`set_config('synchronous_commit', 'off', true)`,
  endsIdle: (ms) =>
    sql<string>`set_config('idle_in_transaction_session_timeout', ${String(Math.ceil(ms))}, true)`,
  // A sort, where an index has the order, and a scan of a whole table or index. Where no other way is left, PostgreSQL
  // takes one of these for so expensive that it would compile the statement first.
  goesBySteps: sql<string>`concat(${sql.join(
    [
      'enable_sort',
      'enable_seqscan',
      'enable_bitmapscan',
      'enable_hashjoin',
      'enable_mergejoin',
      'jit',
    ].map((way) => sql`set_config(${sql.lit(way)}, 'off', true)`),
  )})`,
  locks,
  appendOnly,
  checkWrites: (database, options) => transact(database, commitNothing, options),
};

function appendOnly({ table, checkpoint, pruned, isAllowed }: AppendOnlyRules): readonly string[] {
  const refused = `raise exception '${table} is append-only'`;
  return [
    `
      create or replace function ${table}_refuse() returns trigger language plpgsql as $$
      begin ${refused}; end $$
    `,
    `
      create or replace function ${table}_delete() returns trigger language plpgsql as $$
      begin
        if old.seq > ${pruned} then ${refused}; end if;
        return old;
      end $$
    `,
    `
      create or replace function ${table}_move() returns trigger language plpgsql as $$
      begin
        if not (${isAllowed(`(${NOW})`, pruned)}) then
          ${refused};
        end if;
        return new;
      end $$
    `,
    `
      create or replace trigger ${table}_append_only
      before update or truncate on ${table}
      for each statement execute function ${table}_refuse()
    `,
    `
      create or replace trigger ${table}_prune
      before delete on ${table}
      for each row execute function ${table}_delete()
    `,
    `
      create or replace trigger ${checkpoint}_stays
      before delete or truncate on ${checkpoint}
      for each statement execute function ${table}_refuse()
    `,
    `
      create or replace trigger ${checkpoint}_moves
      before insert or update on ${checkpoint}
      for each row execute function ${table}_move()
    `,
  ];
}

async function commitNothing(transaction: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ mode: string }>`
    select current_setting('transaction_read_only') as mode
  `.execute(transaction);
  if (rows[0]?.mode === 'on') {
    throw new Failure(catalogue.STORAGE_UNAVAILABLE, { retry: 'later', status: 507 });
  }
  // PostgreSQL writes more than its allowed memory to a file, and removes it with the statement.
  await sql`set local work_mem = '64kB'`.execute(transaction);
  await sql`select count(*) from generate_series(1, 20000)`.execute(transaction);
  // A record in the log that is flushed with the commit and belongs to no table.
  await sql`select pg_logical_emit_message(true, 'holdfast', '')`.execute(transaction);
}
