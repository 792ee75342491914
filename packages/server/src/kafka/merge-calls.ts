export interface MergeOptions<TItem, TResult> {
  /** The most items of one call. */
  readonly most: number;
  /** Resolves with a result for each item, in the same order. */
  readonly call: (items: readonly TItem[]) => Promise<readonly TResult[]>;
  /** The result for the items of an aborted call, which may be under way. */
  readonly aborted: (isUnderWay: boolean) => TResult;
}

interface Waiting<TItem, TResult> {
  readonly items: readonly TItem[];
  readonly signal: AbortSignal;
  isUnderWay: boolean;
  readonly resolve: (results: readonly TResult[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one call at a time, and merges the calls that come meanwhile into the next one, up to `most` items. An
 * aborted call resolves at once. If it still waited, it is never made. If it is under way, it goes on, and the next
 * call waits for it.
 */
export function mergeCalls<TItem, TResult>({
  most,
  call,
  aborted,
}: MergeOptions<TItem, TResult>): (
  items: readonly TItem[],
  signal: AbortSignal,
) => Promise<readonly TResult[]> {
  let waiting: Waiting<TItem, TResult>[] = [];
  let isCalling = false;

  const takeNext = (): readonly Waiting<TItem, TResult>[] => {
    const open = waiting.filter(({ signal }) => !signal.aborted);
    let count = 0;
    const next = open.filter(({ items }, index) => {
      count += items.length;
      return index === 0 || count <= most;
    });
    waiting = open.slice(next.length);
    for (const one of next) one.isUnderWay = true;
    return next;
  };

  const callAll = async (): Promise<void> => {
    isCalling = true;
    for (let next = takeNext(); next.length > 0; next = takeNext()) {
      try {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const results = await call(next.flatMap(({ items }) => items));
        let from = 0;
        for (const { items, resolve } of next) resolve(results.slice(from, (from += items.length)));
      } catch (error) {
        for (const { reject } of next) reject(error);
      }
    }
    isCalling = false;
  };

  return (items, signal) =>
    new Promise((resolve, reject) => {
      const settled = (): void => signal.removeEventListener('abort', abort);
      const one: Waiting<TItem, TResult> = {
        items,
        signal,
        isUnderWay: false,
        resolve: (results) => (settled(), resolve(results)),
        reject: (error) => (settled(), reject(error)),
      };
      const abort = (): void => resolve(items.map(() => aborted(one.isUnderWay)));
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      waiting.push(one);
      if (!isCalling) void callAll();
    });
}
