import { createCell, type EntryView, type Failure, type Observable } from '@holdfast/core';
import { hasEnded, type Cell, type EntryEnd, type EntryState } from '@holdfast/core/parts';
import type { Found, OutboxStore } from './outbox-store.ts';
import { seen } from './entry-view.ts';

type Seen = EntryState | EntryEnd;

export interface Following {
  follow(id: string): Observable<Seen>;
  /** Takes in the entry or the end of each id. */
  tell(ids: readonly string[], found: readonly (Found | undefined)[]): void;
  /** Asks the database about all followed entries, because this tab may have missed a change. */
  check(): Promise<void>;
  /** The database was deleted: entries that are not found from now on ended with this failure. */
  lose(failure: Failure): void;
  /** Takes in the state of an entry that the device could not store. It is remembered until it is dropped. */
  put(id: string, state: Seen): void;
  drop(id: string): void;
}

/**
 * Tells callers the state of single entries and how they ended, also in another tab or before a reload. A
 * caller hears of an entry only while the owner of the entry is signed in; until then the last state stays.
 */
export function createFollowing(
  store: Pick<OutboxStore, 'find'>,
  owner: () => string | undefined,
  entries: Observable<readonly EntryView[]>,
): Following {
  const cells = new Map<string, Cell<Seen>>();
  const unstored = new Set<string>();
  /** The followed entries that were taken in, with the ids of those that carry them. */
  const taken = new Map<string, string>();
  let missing: EntryEnd = { kind: 'unknown' };

  const set = (id: string, state: Seen): void => {
    const cell = cells.get(id);
    // The database remembers how it ended.
    if (hasEnded(state)) {
      cells.delete(id);
      taken.delete(id);
    }
    cell?.set(state);
  };
  const tellOne = (id: string, one: Found | undefined): void => {
    if (!cells.has(id)) return;
    if (one && one.id !== id) taken.set(id, one.id);
    if (one && one.owner === owner()) set(id, seen(one, id));
    else if (!one && !unstored.has(id)) set(id, missing);
  };
  const tell: Following['tell'] = (ids, found) =>
    ids.forEach((id, index) => {
      tellOne(id, found[index]);
      // The ids that an entry took in have the same state.
      for (const [other, into] of taken) if (into === id) tellOne(other, found[index]);
    });
  const look = async (ids: readonly string[]): Promise<void> => {
    try {
      tell(ids, await store.find(ids));
    } catch {
      // The observable `storage` says that the storage is in trouble. Nothing follows from that for the entry.
    }
  };
  const cellOf = (id: string): Cell<Seen> => {
    const listed = entries.getSnapshot().find((view) => view.id === id);
    const cell = cells.get(id) ?? createCell<Seen>(listed?.state ?? { kind: 'queued' });
    cells.set(id, cell);
    return cell;
  };

  return {
    follow(id) {
      const isNew = !cells.has(id);
      const { getSnapshot, subscribe } = cellOf(id);
      if (isNew) void look([id]);
      return { getSnapshot, subscribe };
    },
    tell,
    check: () => look([...cells.keys()]),
    lose: (failure) => void (missing = { kind: 'failed', failure }),
    put(id, state) {
      unstored.add(id);
      cellOf(id).set(state);
    },
    drop(id) {
      unstored.delete(id);
      cells.delete(id);
    },
  };
}
