import { creatorOf } from '@holdfast/core/parts';
import { areNumbers, areTexts, membersOf } from '../database/row.ts';
import { ask, recordsOf } from '../database/idb-request.ts';
import { parseRealId, type RealId } from './real-id.ts';

/** The id that a server gave in place of a temporary one, as the database stores it. */
export interface RealIdRow {
  readonly temporary: string;
  readonly owner: string;
  readonly real: RealId;
  readonly at: number;
}

export function keepRealId(tx: IDBTransaction, row: RealIdRow): void {
  tx.objectStore('ids').put(row);
}

/** The id in a row of this owner. A row that does not parse gives none, and stays. */
export function realIdIn(row: unknown, owner: string): RealId | undefined {
  const { owner: of, real } = membersOf(row);
  return of === owner ? parseRealId(real) : undefined;
}

/** Whether a stored entry waits for the entry with this id, or for the thing that this entry creates. */
export type Needs = (id: string) => Promise<boolean>;

/**
 * Forgets ids older than `before`, and the oldest beyond `keep`. Ids that a stored entry still needs stay. Gives the
 * function that says whether a stored entry needs the end of an entry; it works in the same transaction only.
 */
export async function pruneRealIds(
  tx: IDBTransaction,
  before: number,
  keep: number,
): Promise<Needs> {
  const ids = tx.objectStore('ids');
  const rows = (await ask(ids.getAll()))
    .map((row: unknown) => membersOf(row))
    .filter(({ temporary, at }) => areTexts(temporary) && areNumbers(at))
    .toSorted((a, b) => Number(a['at']) - Number(b['at']));
  const old = new Set<string>(
    rows
      .filter(({ at }, index) => Number(at) < before || index < rows.length - keep)
      .map(({ temporary }) => String(temporary)),
  );
  let needed: ReadonlySet<unknown> | undefined;
  // Read only when the caller asks, because this reads all entries.
  const needs: Needs = async (id) => (needed ??= await neededIn(tx)).has(id);
  for (const temporary of old) if (!(await needs(temporary))) ids.delete(temporary);
  return needs;
}

/** The temporary ids and the entries that stored entries wait for, with those that took these in. */
async function neededIn(tx: IDBTransaction): Promise<ReadonlySet<unknown>> {
  const needed = new Set<unknown>();
  for await (const { value } of recordsOf(tx.objectStore('entries').openCursor())) {
    const { after } = membersOf(value);
    for (const id of Array.isArray(after) ? after.map(String) : []) {
      needed.add(id).add(creatorOf(id) ?? id);
    }
  }
  for (const id of [...needed]) {
    const end = membersOf(await ask(tx.objectStore('ledger').get(String(id))));
    needed.add(membersOf(end['settlement'])['into']);
  }
  return needed;
}
