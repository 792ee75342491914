/** How one call of a group ended. */
export type CallEnd<TResult> = { readonly value: TResult } | { readonly error: unknown };

export interface GroupOptions<TItem, TResult> {
  /** Does the work of all calls of a group. Ends are in the order of the items. A rejection ends all of them. */
  readonly run: (items: readonly TItem[]) => Promise<readonly CallEnd<TResult>[]>;
  /** Whether calls that failed together are tried again in smaller groups, because one of them may be the cause. */
  readonly splits: (error: unknown) => boolean;
  readonly sizeOf: (item: TItem) => number;
  /** A group ends behind the item with which its size reaches this. */
  readonly most: number;
}

interface Call<TItem, TResult> {
  readonly item: TItem;
  readonly settle: (end: CallEnd<TResult>) => void;
}

/**
 * Lets calls that come while a group is under way share the next one. Groups run one after another, so the order of
 * the calls is kept. Calls of the same turn of the event loop share the first group too.
 */
export function groupCalls<TItem, TResult>(
  options: GroupOptions<TItem, TResult>,
): (item: TItem) => Promise<TResult> {
  const { run, splits, sizeOf, most } = options;
  const waiting: Call<TItem, TResult>[] = [];
  let isRunning = false;

  const nextGroup = (): Call<TItem, TResult>[] => {
    let size = 0;
    let count = 0;
    for (const { item } of waiting) {
      if (size >= most) break;
      size += sizeOf(item);
      count += 1;
    }
    return waiting.splice(0, count);
  };
  const attempt = async (group: readonly Call<TItem, TResult>[]): Promise<void> => {
    try {
      const ends = await run(group.map(({ item }) => item));
      ends.forEach((end, index) => group[index]?.settle(end));
    } catch (error) {
      if (group.length === 1 || !splits(error)) {
        for (const { settle } of group) settle({ error });
        return;
      }
      const middle = Math.ceil(group.length / 2);
      await attempt(group.slice(0, middle));
      await attempt(group.slice(middle));
    }
  };
  const runAll = async (): Promise<void> => {
    isRunning = true;
    // Lets the other calls of this turn come in.
    await Promise.resolve();
    while (waiting.length > 0) await attempt(nextGroup());
    isRunning = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      const settle = (end: CallEnd<TResult>): void =>
        'error' in end ? reject(end.error) : resolve(end.value);
      waiting.push({ item, settle });
      if (!isRunning) void runAll();
    });
}
