interface Entry<T> {
  readonly name: string;
  readonly value: T;
  older: Entry<T> | undefined;
  newer: Entry<T> | undefined;
}

/** Values by name, in the order of their last use. */
export interface RecentKeys<T> {
  /** The value of a name, made if there is none. The name is the last one used from now on. */
  use(name: string, make: () => T): T;
  /** Forgets at most so many that are over, from the longest unused on, up to the first that is not. */
  forget(isOver: (value: T) => boolean, most: number): number;
}

/**
 * Holds at most so many names: the longest unused makes room for a new one. A map that is deleted from and
 * added to would be searched from its start past all that was deleted, so the order is a list of its own.
 */
export function createRecentKeys<T>(maxKeys: number): RecentKeys<T> {
  const entries = new Map<string, Entry<T>>();
  let oldest: Entry<T> | undefined;
  let newest: Entry<T> | undefined;

  const takeOut = (entry: Entry<T>): void => {
    if (entry.older) entry.older.newer = entry.newer;
    else oldest = entry.newer;
    if (entry.newer) entry.newer.older = entry.older;
    else newest = entry.older;
  };
  const putLast = (entry: Entry<T>): void => {
    entry.older = newest;
    entry.newer = undefined;
    if (newest) newest.newer = entry;
    else oldest = entry;
    newest = entry;
  };
  const drop = (entry: Entry<T>): void => {
    takeOut(entry);
    entries.delete(entry.name);
  };

  return {
    use(name, make) {
      const known = entries.get(name);
      if (known) {
        if (known !== newest) {
          takeOut(known);
          putLast(known);
        }
        return known.value;
      }
      const entry: Entry<T> = { name, value: make(), older: undefined, newer: undefined };
      entries.set(name, entry);
      putLast(entry);
      if (entries.size > maxKeys && oldest) drop(oldest);
      return entry.value;
    },
    forget(isOver, most) {
      let gone = 0;
      for (let next = oldest; next && gone < most && isOver(next.value); next = oldest) {
        drop(next);
        gone += 1;
      }
      return gone;
    },
  };
}
