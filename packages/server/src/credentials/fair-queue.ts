export interface FairQueueOptions<T> {
  /** The most weight that may wait in all. */
  readonly most: number;
  /** The most weight that may wait for one caller. */
  readonly mostOfOne: number;
  /** Is told of an item that waited and has to make room. @default nobody */
  readonly displaced?: (item: T) => void;
}

/**
 * What waits, in turns: each caller's first comes before any caller's second. When it is full, the caller who
 * has most in it makes room for one who would still have less.
 */
export interface FairQueue<T> {
  /** Says why when there is no room. An item that weighs more than everything may wait alone. */
  add(item: T, of: { readonly caller: string; readonly weight: number }): Added;
  next(): T | undefined;
  /** Takes everything out. */
  clear(): readonly T[];
  /** What all that waits weighs. */
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
  /** Takes the last item of the caller who has most, unless that caller would then have less than `least`. */
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
      // Behind everyone else who waits.
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
