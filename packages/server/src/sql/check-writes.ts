import { Failure } from '@holdfast/core';
import { type Platform, webPlatform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { type Kysely, sql, type Transaction } from 'kysely';
import { isSqlite } from './is-sqlite.ts';
import { probeRoom } from './node-probe-room.ts';
import { transact } from './transact.ts';
import { requireNumbers } from '../mistakes/require-value.ts';

export interface CheckWritesOptions {
  /** How long the result of a check holds. Within that time the check writes nothing. @default 1000 */
  readonly freshMs?: number;
  /** For one check, its wait for a connection included. @default 5000 */
  readonly timeoutMs?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'monotonic' | 'random' | 'schedule'>;
}

/**
 * A check for `createHealth` that a database accepts writes. It commits a write that changes no data and takes no
 * space, and asks for as much room as a usual write needs. Rejects with a named failure when the disk is full, the
 * store is read-only, another process holds it, or it cannot be reached.
 */
export function checkWrites<TDatabase>(
  database: Kysely<TDatabase>,
  { freshMs = 1000, timeoutMs = 5000, platform = webPlatform }: CheckWritesOptions = {},
): () => Promise<void> {
  requireNumbers('checkWrites', { freshMs });
  requireNumbers('checkWrites', { timeoutMs }, 1);
  const check = isSqlite(database) ? checkSqlite : checkPostgres;
  let found: Promise<void> | undefined;
  let endedAt: number | undefined;
  return () => {
    const isFresh = endedAt === undefined || platform.monotonic() - endedAt < freshMs;
    if (found && isFresh) return found;
    endedAt = undefined;
    found = check(database as unknown as Kysely<unknown>, { timeoutMs, platform }).finally(() => {
      endedAt = platform.monotonic();
    });
    return found;
  };
}

interface CheckOptions {
  readonly timeoutMs: number;
  readonly platform: Pick<Platform, 'monotonic' | 'random' | 'schedule'>;
}

/** Pages that a write of usual size takes. */
const USUAL_PAGES = 16;

async function checkSqlite(database: Kysely<unknown>, options: CheckOptions): Promise<void> {
  const file = await transact(
    database,
    async (t) => {
      const { rows } = await sql<{ room: number; version: number; file: string }>`
        select max_page_count - page_count + freelist_count as room, user_version as version,
          (select file from pragma_database_list where name = 'main') as file
        from pragma_max_page_count, pragma_page_count, pragma_freelist_count, pragma_user_version
      `.execute(t);
      const { room = 0, version = 0, file: name = '' } = rows[0] ?? {};
      if (room < USUAL_PAGES) throw new Failure(catalogue.DATABASE_FULL);
      // The number is the app's. Writing the same again is a commit of one page that changes nothing.
      await sql.raw(`pragma user_version = ${version}`).execute(t);
      return name;
    },
    options,
  );
  // The log may have room of its own for one page more, on a disk that has none.
  if (file !== '') await probeRoom(file);
}

async function checkPostgres(database: Kysely<unknown>, options: CheckOptions): Promise<void> {
  await transact(database, commitNothing, options);
}

async function commitNothing(t: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ mode: string }>`
    select current_setting('transaction_read_only') as mode
  `.execute(t);
  if (rows[0]?.mode === 'on') {
    throw new Failure(catalogue.STORAGE_UNAVAILABLE, { retry: 'later', status: 507 });
  }
  // PostgreSQL writes more than its allowed memory to a file, and removes it with the statement.
  await sql`set local work_mem = '64kB'`.execute(t);
  await sql`select count(*) from generate_series(1, 20000)`.execute(t);
  // A record in the log that is flushed with the commit and belongs to no table.
  await sql`select pg_logical_emit_message(true, 'holdfast', '')`.execute(t);
}
