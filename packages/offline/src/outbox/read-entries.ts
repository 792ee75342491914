import type { EntryList } from './entry-list.ts';
import type { StoredEntry } from './entry-record.ts';
import type { Following } from './follow-entry.ts';
import { hasLeft, type Found, type OutboxStore } from './outbox-store.ts';

export interface Reading {
  /** Takes in the entry or the end of each id. */
  take(ids: readonly string[], found: readonly (Found | undefined)[]): void;
  /** Reads all entries of the owner, in one go with other calls that come before it begins. */
  reload(): Promise<void>;
  /** Whether the last read failed, or there was none. */
  isBehind(): boolean;
}

export interface ReadingOptions {
  readonly store: Pick<OutboxStore, 'list'>;
  readonly owner: () => string | undefined;
  readonly list: Pick<EntryList, 'apply' | 'reset'>;
  readonly following: Pick<Following, 'tell' | 'check'>;
}

/** Keeps the list of a page as the store is. Sends and changes go on while the store is read. */
export function createReading({ store, owner, list, following }: ReadingOptions): Reading {
  let isKnown = false;
  /** The changes of each id that were reported while the store was read. The read may have come before them. */
  let told: Map<string, Found | undefined> | undefined;
  let reading: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    isKnown = false;
    const newer = (told = new Map());
    const mine = owner();
    const entries = mine === undefined ? [] : await store.list(mine);
    told = undefined;
    // Another user may have signed in while the list was read.
    if (mine !== owner()) return;
    const all = new Map<string, StoredEntry>(entries.map((entry) => [entry.id, entry]));
    for (const [id, found] of newer) {
      if (found && !hasLeft(found)) all.set(id, found);
      else all.delete(id);
    }
    list.reset([...all.values()]);
    isKnown = true;
    await following.check();
  };
  const reload = (): Promise<void> => {
    if (!reading) {
      reading = read().finally(() => (reading = undefined));
      return reading;
    }
    next ??= reading
      .catch(() => {})
      .then(() => {
        next = undefined;
        return reload();
      });
    return next;
  };
  return {
    take(ids, found) {
      if (told) for (const [index, id] of ids.entries()) told.set(id, found[index]);
      list.apply(ids, found);
      following.tell(ids, found);
    },
    reload,
    isBehind: () => !isKnown && !reading,
  };
}
