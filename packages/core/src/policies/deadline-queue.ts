import type { Platform } from '../platform/platform.ts';

/** Something that can wait in a deadline queue; the queue writes these three members. */
export interface Expiring<TItem> {
  /** Monotonic milliseconds. */
  due: number;
  previous: TItem | undefined;
  next: TItem | undefined;
}

export interface DeadlineQueue<TItem> {
  add(item: TItem): void;
  /** Harmless if the item has expired already. */
  remove(item: TItem): void;
}

// Most calls end well within this, so that one timer serves all calls of a second.
const TICK_MS = 1_000;

/**
 * Tells when items are due that all have the same time to live: they fall due in the order they came,
 * so a linked list and one timer are enough, and a call that ends in time costs no timer at all.
 *
 * The timer may outlive the last item by up to a second. A longer one is cancelled as soon as nothing
 * waits for it.
 */
export function createDeadlineQueue<TItem extends Expiring<TItem>>(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  liveMs: number,
  expire: (item: TItem) => void,
): DeadlineQueue<TItem> {
  let first: TItem | undefined;
  let last: TItem | undefined;
  let armed = false;
  let cancelLong: (() => void) | undefined;

  function arm(delayMs: number): void {
    armed = true;
    const cancel = platform.schedule(delayMs, sweep);
    cancelLong = delayMs > TICK_MS ? cancel : undefined;
  }

  function sweep(): void {
    armed = false;
    cancelLong = undefined;
    const now = platform.monotonic();
    while (first !== undefined && first.due <= now) {
      const item = first;
      remove(item);
      expire(item);
    }
    // Exactly to the next one: every link in a chain of timers is slowed down in a hidden page.
    if (first !== undefined && !armed) arm(first.due - now);
  }

  function remove(item: TItem): void {
    if (item.previous === undefined && item !== first) return;
    if (item.previous === undefined) first = item.next;
    else item.previous.next = item.next;
    if (item.next === undefined) last = item.previous;
    else item.next.previous = item.previous;
    item.previous = undefined;
    item.next = undefined;
    if (first === undefined && cancelLong !== undefined) {
      cancelLong();
      cancelLong = undefined;
      armed = false;
    }
  }

  return {
    add(item) {
      item.due = platform.monotonic() + liveMs;
      item.previous = last;
      if (last === undefined) first = item;
      else last.next = item;
      last = item;
      if (!armed) arm(Math.min(liveMs, TICK_MS));
    },
    remove,
  };
}
