interface Entry<T> {
  readonly name: string;
  readonly value: T;
  older: Entry<T> | undefined;
  newer: Entry<T> | undefined;
}

/** Values by name, in the order of their last use. */
export interface RecentKeys<T> {
  /** The value of a name; makes it if there is none. The name then counts as the last one used. */
  use(name: string, make: () => T): T;
  /** Forgets at most this many names that are over, from the longest unused on. Stops at the first that is not over. */
  forget(isOver: (value: T) => boolean, most: number): number;
}

/**
 * Holds at most this many names: the longest unused makes room for a new one. The order is a list of its own, because
 * a search from the start of a map passes all its deleted entries.
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
