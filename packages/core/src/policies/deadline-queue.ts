import type { Platform } from '../platform/platform.ts';

/** A place in a deadline queue. */
export interface Due<TItem> {
  readonly item: TItem;
  /** Monotonic milliseconds. */
  readonly due: number;
  before: Due<TItem>;
  after: Due<TItem>;
}

export interface DeadlineQueue<TItem> {
  /** Whoever has just read the monotonic clock saves another reading. */
  add(item: TItem, nowMs?: number): Due<TItem>;
  /** Harmless if it has expired already. */
  remove(place: Due<TItem>): void;
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
export function createDeadlineQueue<TItem>(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  liveMs: number,
  expire: (item: TItem) => void,
): DeadlineQueue<TItem> {
  // A ring through its own end: no place has to ask whether it is the first or the last.
  const end = {} as Due<TItem>;
  end.before = end.after = end;
  let cancel: (() => void) | undefined;
  let isLong = false;

  function arm(delayMs: number): void {
    isLong = delayMs > TICK_MS;
    cancel ??= platform.schedule(delayMs, sweep);
  }

  function sweep(): void {
    const now = platform.monotonic();
    cancel = undefined;
    while (end.after.due <= now) {
      const { after } = end;
      remove(after);
      expire(after.item);
    }
    // Exactly to the next one: every link in a chain of timers is slowed down in a hidden page.
    if (end.after !== end) arm(end.after.due - now);
  }

  function remove(place: Due<TItem>): void {
    place.before.after = place.after;
    place.after.before = place.before;
    place.before = place.after = place;
    if (isLong && end.after === end) {
      cancel?.();
      cancel = undefined;
    }
  }

  return {
    add(item, nowMs = platform.monotonic()) {
      const due = nowMs + liveMs;
      const place = { item, due, before: end.before, after: end };
      end.before = end.before.after = place;
      if (!cancel) arm(Math.min(liveMs, TICK_MS));
      return place;
    },
    remove,
  };
}
