import type { Clock } from '../../platform/platform.ts';

/** A place in a deadline queue. */
export interface Due<TItem> {
  readonly item: TItem;
  /** Monotonic milliseconds. */
  readonly due: number;
  readonly burst: Burst;
  before: Due<TItem>;
  after: Due<TItem>;
}

/** Items that came in the same instant and share one timer. */
interface Burst {
  readonly beganMs: number;
  /** Items that still wait. */
  waiting: number;
  cancel: () => void;
}

export interface DeadlineQueue<TItem> {
  /** Pass `nowMs` if you have already read the monotonic clock. */
  add(item: TItem, nowMs?: number): Due<TItem>;
  /** Harmless if it has expired already. */
  remove(place: Due<TItem>): void;
}

// Many calls end well within this time, so their timers need not be cancelled one by one.
const LINGER_MS = 1_000;
// In so short a time no host ends one request and begins another, and no test replaces the timers.
const BURST_MS = 0.02;

/**
 * Reports items when they are due. All have the same time to live, so they are due in the order they came.
 *
 * A host may lose a timer: an edge worker drops the timers of a request that has ended, a test removes its fake
 * timers, a page may come back from sleep without its timers. So no item relies on a timer from before its own
 * instant: each burst of items gets a new one. Only items that a moving clock puts within 20 µs of each other
 * share a timer, which makes timers cheap in a busy process. A clock that has not moved since the last item
 * proves nothing, because in an edge worker it stands still for a whole request.
 *
 * The queue believes a timer that fires even when the clock contradicts it, because a clock may stand still. It
 * then also reports all items that came earlier, because their own timer was lost.
 *
 * A timer may outlive the last item by up to a second. A longer one is cancelled as soon as no item waits
 * for it.
 */
export function createDeadlineQueue<TItem>(
  platform: Pick<Clock, 'monotonic' | 'schedule'>,
  liveMs: number,
  expire: (item: TItem) => void,
): DeadlineQueue<TItem> {
  // A ring, so that no place has to check whether it is the first or the last.
  const end = { due: Infinity } as Due<TItem>;
  end.before = end.after = end;
  let latest: Burst | undefined;

  /** `leftMs` of the burst's time are left when this is called. */
  function arm(burst: Burst, delayMs: number, leftMs: number): void {
    burst.cancel = platform.schedule(delayMs, () => {
      if (latest === burst) latest = undefined;
      const now = platform.monotonic();
      // The later of two times: the clock is right after a sleep, and the timer is right where the clock stands still.
      const left = Math.min(leftMs - delayMs, burst.beganMs + liveMs - now);
      const isDue = !(left > 0);
      for (let { after } = end; ; { after } = end) {
        // The items of the burst come after all earlier ones, so these are reported before it is empty.
        if (!(after.due <= now || (isDue && burst.waiting))) break;
        remove(after);
        expire(after.item);
      }
      // One timer to the end, because a hidden page slows down every link in a chain of timers.
      if (burst.waiting) arm(burst, left, left);
    });
  }

  function remove(place: Due<TItem>): void {
    const { before, after, burst } = place;
    if (after === place) return;
    before.after = after;
    after.before = before;
    place.before = place.after = place;
    burst.waiting -= 1;
    // The latest timer may serve the next item. It lasts for `LINGER_MS` at most, for it is not set anew.
    if (!burst.waiting && burst !== latest) burst.cancel();
  }

  return {
    add(item, nowMs = platform.monotonic()) {
      let burst = latest;
      const passedMs = burst ? nowMs - burst.beganMs : 0;
      if (!burst || !(passedMs > 0 && passedMs < BURST_MS)) {
        const idle = burst?.waiting ? undefined : burst;
        latest = burst = { beganMs: nowMs, waiting: 0 } as Burst;
        // An item that is already overdue has lost its timer. The new timer reports it at once.
        arm(burst, end.after.due <= nowMs ? 0 : Math.min(liveMs, LINGER_MS), liveMs);
        idle?.cancel();
      }
      burst.waiting += 1;
      const place = { item, due: nowMs + liveMs, burst, before: end.before, after: end };
      end.before = end.before.after = place;
      return place;
    },
    remove,
  };
}
