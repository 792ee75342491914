import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A statement that is ready to run. */
export interface Prepared {
  readonly statement: StatementSync;
  readonly givesRows: boolean;
}

const MOST_KEPT = 100;
// A list of values makes a text that is long and hardly comes again.
const LONGEST_KEPT = 10_000;

/**
 * Keeps the statements that were used last, ready to run again: preparing one costs more than running it. SQLite
 * prepares a kept one anew by itself when the tables have changed. Use each only for work that ends before the next
 * begins. Reading rows bit by bit needs a statement of its own.
 */
export function preparedStatements(
  file: Pick<DatabaseSync, 'prepare'>,
): (text: string) => Prepared {
  const kept = new Map<string, Prepared>();
  return (text) => {
    const known = kept.get(text);
    if (known) {
      // The order of the map is that of the last use.
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    const statement = file.prepare(text);
    const prepared = { statement, givesRows: statement.columns().length > 0 };
    if (text.length > LONGEST_KEPT) return prepared;
    kept.set(text, prepared);
    if (kept.size > MOST_KEPT) {
      const [oldest = ''] = kept.keys();
      kept.delete(oldest);
    }
    return prepared;
  };
}
