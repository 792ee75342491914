import { ask, beginningWith } from '../database/idb-request.ts';
import { membersOf } from '../database/row.ts';
import type { LedgerRecord, StoredEntry } from './entry-record.ts';
import { parseCount } from './parse-count.ts';
import { parseEnd } from './parse-end.ts';
import { parseEntry } from './parse-entry.ts';
import type { QuarantinedRow } from './quarantined-row.ts';

export type Place = Pick<QuarantinedRow, 'store' | 'key'>;

/** Parses every row that is read, and remembers those that do not parse. */
export interface Sieve {
  entry(row: unknown): StoredEntry | undefined;
  end(row: unknown): LedgerRecord | undefined;
  /** The rows that did not parse since the last call. */
  suspects(): readonly Place[];
}

const PARSERS = { entries: parseEntry, ledger: parseEnd, meta: parseCount };

export function createSieve(): Sieve {
  let found: Place[] = [];
  const suspect = (store: Place['store'], row: unknown, key: string): undefined => {
    // The keys of these stores are members of their rows, so the database has made sure of them.
    if (row !== undefined) found.push({ store, key: membersOf(row)[key] as IDBValidKey });
  };
  return {
    entry: (row) => parseEntry(row) ?? suspect('entries', row, 'seq'),
    end: (row) => parseEnd(row) ?? suspect('ledger', row, 'id'),
    suspects() {
      const all = found;
      found = [];
      return all;
    },
  };
}

/**
 * Moves the rows that do not parse aside, and counts them. Another tab may have moved some before. With `isUnread` it
 * moves them also when they parse.
 */
export async function setAside(
  tx: IDBTransaction,
  places: readonly Place[],
  at: number,
  isUnread = false,
): Promise<number> {
  let count = 0;
  for (const { store, key } of places) {
    const from = tx.objectStore(store);
    const row: unknown = await ask(from.get(key));
    if (row === undefined || (!isUnread && PARSERS[store](row) !== undefined)) continue;
    const set: QuarantinedRow = { store, key, row, at };
    // In `meta`, so that an older version of the app can still open the database.
    tx.objectStore('meta').put(set, keyOf(set));
    from.delete(key);
    count += 1;
  }
  return count;
}

/** Where a row lies after it was set aside. */
export function keyOf({ at, store, key }: QuarantinedRow): IDBValidKey {
  return ['quarantine', at, store, key];
}

/** The rows that were set aside, the oldest first. */
export function quarantinedIn(tx: IDBTransaction): Promise<QuarantinedRow[]> {
  return ask(tx.objectStore('meta').getAll(beginningWith('quarantine')));
}
