export interface FairQueueOptions<T> {
  /** The most weight that may wait in all. */
  readonly most: number;
  /** The most weight that may wait for one caller. */
  readonly mostOfOne: number;
  /** Receives an item that waited and has to make room. @default none */
  readonly displaced?: (item: T) => void;
}

/**
 * A queue in which callers take turns: each caller's first item comes before any caller's second. When the queue is
 * full, the caller with most weight in it makes room for a caller that would still have less.
 */
export interface FairQueue<T> {
  /** Returns the reason when there is no room. An item that weighs more than the whole queue may wait alone. */
  add(item: T, of: { readonly caller: string; readonly weight: number }): Added;
  next(): T | undefined;
  /** Takes everything out. */
  clear(): readonly T[];
  /** The weight of all items that wait. */
  readonly weight: number;
}

export type Added = 'added' | 'full' | 'full-for-caller';

interface Line<T> {
  readonly items: { readonly item: T; readonly weight: number }[];
  weight: number;
}

export function createFairQueue<T>({
  most,
  mostOfOne,
  displaced = () => {},
}: FairQueueOptions<T>): FairQueue<T> {
  const lines = new Map<string, Line<T>>();
  let total = 0;

  const isRoomFor = (weight: number): boolean => total === 0 || total + weight <= most;
  /** Removes the last item of the caller with most weight, unless that caller would then have less than `least`. */
  const displaceOne = (least: number): boolean => {
    const [heaviest] = Array.from(lines).toSorted(
      ([, one], [, other]) => other.weight - one.weight,
    );
    const [caller, line] = heaviest ?? [];
    const last = line?.items.at(-1);
    if (caller === undefined || !line || !last || line.weight - last.weight < least) return false;
    line.items.pop();
    line.weight -= last.weight;
    total -= last.weight;
    if (line.items.length === 0) lines.delete(caller);
    displaced(last.item);
    return true;
  };

  return {
    get weight() {
      return total;
    },
    add(item, { caller, weight }) {
      const own = lines.get(caller) ?? { items: [], weight: 0 };
      if (own.weight > 0 && own.weight + weight > mostOfOne) return 'full-for-caller';
      while (!isRoomFor(weight)) {
        if (!displaceOne(own.weight + weight)) return 'full';
      }
      own.items.push({ item, weight });
      own.weight += weight;
      total += weight;
      lines.set(caller, own);
      return 'added';
    },
    next() {
      const [turn] = lines;
      if (!turn) return undefined;
      const [caller, own] = turn;
      const first = own.items.shift();
      lines.delete(caller);
      if (!first) return undefined;
      own.weight -= first.weight;
      total = own.items.length > 0 || lines.size > 0 ? total - first.weight : 0;
      // The caller goes to the end of the queue.
      if (own.items.length > 0) lines.set(caller, own);
      return first.item;
    },
    clear() {
      const all = [...lines.values()].flatMap(({ items }) => items.map(({ item }) => item));
      lines.clear();
      total = 0;
      return all;
    },
  };
}
