import { areNumbers, areTexts, membersOf } from '../database/row.ts';
import { ask, recordsOf } from '../database/idb-request.ts';
import { parseRealId, type RealId } from './real-id.ts';

/** The id that a server gave in place of a temporary one, as it lies in the database. */
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

/** Forgets ids older than `before`, and the oldest beyond `keep`, but none that a stored entry still needs. */
export async function pruneRealIds(
  tx: IDBTransaction,
  before: number,
  keep: number,
): Promise<void> {
  const ids = tx.objectStore('ids');
  const rows = (await ask(ids.getAll()))
    .map((row: unknown) => membersOf(row))
    .filter(({ temporary, at }) => areTexts(temporary) && areNumbers(at))
    .toSorted((a, b) => Number(a['at']) - Number(b['at']));
  const old = new Set<unknown>(
    rows
      .filter(({ at }, index) => Number(at) < before || index < rows.length - keep)
      .map(({ temporary }) => temporary),
  );
  if (old.size === 0) return;
  const needed = new Set<unknown>();
  for await (const { value } of recordsOf(tx.objectStore('entries').openCursor())) {
    const { after } = membersOf(value);
    if (Array.isArray(after)) for (const id of after) needed.add(id);
  }
  for (const temporary of old) {
    if (!needed.has(temporary)) ids.delete(String(temporary));
  }
}
