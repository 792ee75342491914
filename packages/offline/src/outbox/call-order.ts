import type { Platform } from '@holdfast/core/parts';

/** Starts each call when every call before it in its lane has started. */
export type CallOrder = <T, R>(
  lane: string,
  /** What this call itself must wait for. */
  own: Promise<T> | undefined,
  start: (value: T | undefined) => R,
) => Promise<R>;

// A call that takes longer may wait for something that never comes, and only its own lane waits for it.
const SLOW_MS = 1_000;
const FREE = Promise.resolve();

/**
 * Keeps calls in the order in which they were made, although some must first read a body. A call also waits for
 * those of other lanes, but never longer than a second.
 */
export function createCallOrder(platform: Pick<Platform, 'schedule'>): CallOrder {
  const lanes = new Map<string, Promise<void>>();
  let last: Promise<void> | undefined;
  const soon = async (others: Promise<void>): Promise<void> => {
    let cancel: (() => void) | undefined;
    const slow = new Promise<void>((resolve) => (cancel = platform.schedule(SLOW_MS, resolve)));
    await Promise.race([others, slow]);
    cancel?.();
  };
  return async (lane, own, start) => {
    if (!own && !last) return start(undefined);
    const before = Promise.all([lanes.get(lane) ?? FREE, last ? soon(last) : FREE]);
    // The caller below gets this rejection.
    own?.catch(() => {});
    let started!: () => void;
    const turn = new Promise<void>((resolve) => (started = resolve));
    lanes.set(lane, turn);
    last = turn;
    try {
      await before;
      const value = await own;
      return start(value);
    } finally {
      started();
      if (lanes.get(lane) === turn) lanes.delete(lane);
      if (last === turn) last = undefined;
    }
  };
}
