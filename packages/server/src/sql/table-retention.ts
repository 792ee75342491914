import { type Kysely, sql } from 'kysely';
import { requireOptionsAlways } from '@holdfast/core/parts';
import type { RetentionTask } from '../retention/retention-task.ts';
import { deleteSome } from './delete-some.ts';

export interface TableRetentionOptions {
  /** For the log. @default the table */
  readonly name?: string;
  readonly table: string;
  /** The column with the time that counts, in milliseconds. It should have an index. */
  readonly column: string;
  /** Whether the column holds an end that may lie in the future, like that of a session. Such a time proves nothing. */
  readonly isAhead?: boolean;
  /** How long retention keeps a row after that time. It limits the table; a number of rows may limit it further. */
  readonly spanMs: number;
  /**
   * The most rows with a time. Beyond this number, retention removes the oldest rows, even those whose span is not over.
   * @default none, because an app may rely on a row for its whole span
   */
  readonly maxRows?: number;
}

/**
 * A retention task for any table with a column that holds a time: keeps its rows for a span and up to a number. It
 * leaves rows without a time alone.
 */
export function tableRetention<TDatabase>(
  database: Kysely<TDatabase>,
  options: TableRetentionOptions,
): RetentionTask {
  requireOptionsAlways('tableRetention', options, {
    name: 'a text that is not empty?',
    table: 'a text that is not empty',
    column: 'a text that is not empty',
    isAhead: 'true or false?',
    spanMs: 'a number from 0 on',
    maxRows: 'a whole number from 0 on?',
  });

  const { table, column, isAhead = false, spanMs, maxRows, name = table } = options;
  const [from, time] = [sql.table(table), sql.ref(column)];
  // Databases differ in whether rows without a time come first or last.
  const timed = sql`${from} where ${time} is not null`;
  const read = async (statement: typeof from): Promise<number | undefined> => {
    const { rows } = await sql<{ readonly time: number | string | null }>`
      select ${time} as time from ${statement}
    `.execute(database);
    const found = rows[0]?.time;
    return found === undefined || found === null ? undefined : Number(found);
  };
  return {
    name,
    spanMs,
    newest: async () => (isAhead ? undefined : read(sql`${timed} order by ${time} desc limit 1`)),
    async prune(before, limit) {
      const old = await deleteSome(database, table, sql`${time} < ${before}`, limit);
      if (old >= limit || maxRows === undefined) return old;
      const surplus = await read(sql`${timed} order by ${time} desc limit 1 offset ${maxRows}`);
      if (surplus === undefined) return old;
      const dropped = await deleteSome(database, table, sql`${time} <= ${surplus}`, limit - old);
      return old + dropped;
    },
  };
}
