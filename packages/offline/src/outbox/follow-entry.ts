import { createCell, type EntryView, type Observable } from '@holdfast/core';
import { hasEnded, type Cell, type EntryEnd, type EntryState } from '@holdfast/core/parts';
import type { Found, OutboxStore } from './outbox-store.ts';
import { seen } from './entry-view.ts';

type Seen = EntryState | EntryEnd;

export interface Following {
  follow(id: string): Observable<Seen>;
  /** Takes in changes of stored entries, and their ends. */
  tell(found: readonly Found[]): void;
  /** Something may have been missed: asks the database about all followed entries, or about some. */
  check(ids?: readonly string[]): Promise<void>;
  /** Takes in the state of an entry that the device could not store. It is remembered until it is dropped. */
  put(id: string, state: Seen): void;
  drop(id: string): void;
}

/**
 * Tells callers where single entries stand and how they ended, also those that ended in another tab or before a
 * reload. It is told only while its owner is signed in; until then the last state stays.
 */
export function createFollowing(
  store: Pick<OutboxStore, 'find'>,
  owner: () => string | undefined,
  entries: Observable<readonly EntryView[]>,
): Following {
  const cells = new Map<string, Cell<Seen>>();
  const unstored = new Set<string>();

  const set = (id: string, state: Seen): void => {
    const cell = cells.get(id);
    // The database remembers how it ended.
    if (hasEnded(state)) cells.delete(id);
    cell?.set(state);
  };
  const tell = (found: readonly Found[]): void => {
    for (const one of found) if (one.owner === owner()) set(one.id, seen(one));
  };
  const look = async (id: string): Promise<void> => {
    try {
      const found = await store.find(id);
      if (found) tell([found]);
      else if (!unstored.has(id)) set(id, { kind: 'unknown' });
    } catch {
      // The storage is in trouble, which `storage` says. That decides nothing about the entry.
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
      if (isNew) void look(id);
      return { getSnapshot, subscribe };
    },
    tell,
    async check(ids = [...cells.keys()]) {
      await Promise.all(ids.filter((id) => cells.has(id)).map(look));
    },
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
