export interface FairQueueLimits {
  /** The most that may wait in all. */
  readonly most: number;
  /** The most that may wait for one caller. */
  readonly mostOfOne: number;
}

/** What waits, in turns: each caller's first comes before any caller's second. */
export interface FairQueue<T> {
  /** Says why when there is no room. */
  add(caller: string, item: T): 'added' | 'full' | 'full-for-caller';
  next(): T | undefined;
  /** Takes everything out. */
  clear(): readonly T[];
  readonly size: number;
}

export function createFairQueue<T>({ most, mostOfOne }: FairQueueLimits): FairQueue<T> {
  const waiting = new Map<string, T[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(caller, item) {
      const own = waiting.get(caller) ?? [];
      if (own.length >= mostOfOne) return 'full-for-caller';
      if (size >= most) return 'full';
      own.push(item);
      size += 1;
      waiting.set(caller, own);
      return 'added';
    },
    next() {
      const [turn] = waiting;
      if (!turn) return undefined;
      const [caller, own] = turn;
      const item = own.shift();
      waiting.delete(caller);
      if (own.length > 0) waiting.set(caller, own);
      size -= 1;
      return item;
    },
    clear() {
      const all = [...waiting.values()].flat();
      waiting.clear();
      size = 0;
      return all;
    },
  };
}
