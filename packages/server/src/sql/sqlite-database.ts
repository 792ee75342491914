import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Kysely, sql, SqliteAdapter } from 'kysely';
import { probeRoom } from './node-probe-room.ts';
import type { AppendOnlyRules, CheckWritesOptions, SqlDatabase } from './sql-database.ts';
import { transact } from './transact.ts';

const NOW = "unixepoch('subsec') * 1000.0";

/** SQLite. A transaction has the whole file to itself, so it needs no locks. */
export const sqliteDatabase: SqlDatabase = {
  name: 'SQLite',
  owns: (adapter) => adapter instanceof SqliteAdapter,
  parameter: (number) => `?${number}`,
  clock: sql<number>`round(${sql.raw(NOW)})`,
  isOneOf: (column, texts) =>
    sql<boolean>`${column} in (select value from json_each(${JSON.stringify(texts)}))`,
  hasColumn: (table, column) =>
    sql`select 1 as found from pragma_table_info(${table}) where name = ${column}`,
  deleteSome: (table, where, limit) => {
    const from = sql.table(table);
    return sql`delete from ${from} where rowid in (select rowid from ${from} where ${where} limit ${limit})`;
  },
  mayForget: sql<string>`'full'`,
  endsIdle: () => sql<string>`'never'`,
  goesBySteps: sql<string>`'on'`,
  appendOnly,
  checkWrites,
};

function appendOnly({ table, checkpoint, pruned, isAllowed }: AppendOnlyRules): readonly string[] {
  const refusing = (name: string, when: string): readonly string[] => [
    `drop trigger if exists ${name}`,
    `create trigger ${name} before ${when} begin select raise(abort, '${table} is append-only'); end`,
  ];
  return [
    ...refusing(`${table}_no_update`, `update on ${table}`),
    ...refusing(`${table}_no_delete`, `delete on ${table} when old.seq > ${pruned}`),
    // `insert or replace` removes a row without a delete.
    ...refusing(
      `${table}_no_replace`,
      `insert on ${table}
       when new.seq <= ${pruned} or exists (select 1 from ${table} where seq = new.seq)`,
    ),
    ...refusing(`${checkpoint}_no_delete`, `delete on ${checkpoint}`),
    ...['insert', 'update'].flatMap((action) =>
      refusing(
        `${checkpoint}_${action}`,
        `${action} on ${checkpoint} when not (${isAllowed(`(${NOW})`, pruned)})`,
      ),
    ),
  ];
}

/** Pages that a write of usual size takes. */
const USUAL_PAGES = 16;

async function checkWrites(database: Kysely<unknown>, options: CheckWritesOptions): Promise<void> {
  const file = await transact(
    database,
    async (transaction) => {
      const { rows } = await sql<{ room: number; version: number; file: string }>`
        select max_page_count - page_count + freelist_count as room, user_version as version,
          (select file from pragma_database_list where name = 'main') as file
        from pragma_max_page_count, pragma_page_count, pragma_freelist_count, pragma_user_version
      `.execute(transaction);
      const { room = 0, version = 0, file: name = '' } = rows[0] ?? {};
      if (room < USUAL_PAGES) throw new Failure(catalogue.DATABASE_FULL);
      // The number is the app's. Writing the same again is a commit of one page that changes nothing.
      await sql.raw(`pragma user_version = ${version}`).execute(transaction);
      return name;
    },
    options,
  );
  // The log may have room of its own for one page more, on a disk that has none.
  if (file !== '') await probeRoom(file);
}
