import type { Platform } from '../platform/platform.ts';

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
  readonly serial: number;
  readonly beganMs: number;
  /** Items that still wait. */
  waiting: number;
  /** Whether its timer may end later than the lingering one. */
  isLong: boolean;
  cancel: () => void;
}

export interface DeadlineQueue<TItem> {
  /** A caller that has just read the monotonic clock saves another reading. */
  add(item: TItem, nowMs?: number): Due<TItem>;
  /** Harmless if it has expired already. */
  remove(place: Due<TItem>): void;
}

// Many calls end well within this, and then their timer need not be cancelled one by one.
const LINGER_MS = 1_000;
// Within this no host can have ended one request and begun another, nor a test have replaced the timers.
const BURST_MS = 0.02;

/**
 * Tells when items are due that all have the same time to live, in the order they came.
 *
 * A host may lose a timer: an edge worker drops those of a request that has ended, a test puts fake ones
 * away, a page may come back from sleep without them. So no item relies on a timer from before its own
 * instant: each burst of items has a new one. A clock that has not moved since the last item proves
 * nothing (in an edge worker it stands still for a whole request), so only items that a moving clock puts
 * within 20 µs of each other share a timer; in a busy process that makes timers cheap.
 *
 * A timer that fires is believed, whatever the clock says, since a clock may stand still as well. It also
 * tells of all items that came earlier: their own timer was lost.
 *
 * A timer may outlive the last item by up to a second. A longer one is cancelled as soon as no item waits
 * for it.
 */
export function createDeadlineQueue<TItem>(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  liveMs: number,
  expire: (item: TItem) => void,
): DeadlineQueue<TItem> {
  // A ring through its own end: no place has to ask whether it is the first or the last.
  const end = { due: Infinity } as Due<TItem>;
  end.before = end.after = end;
  let latest: Burst | undefined;
  let serial = 0;

  function begin(nowMs: number): Burst {
    const burst: Burst = {
      serial: (serial += 1),
      beganMs: nowMs,
      waiting: 0,
      isLong: false,
      cancel,
    };
    // An item that is overdue already has lost its timer: the new one looks after it at once.
    arm(burst, end.after.due <= nowMs ? 0 : Math.min(liveMs, LINGER_MS), liveMs);
    if (latest?.waiting === 0) latest.cancel();
    return (latest = burst);
  }

  /** `leftMs` of the burst's time are left when this is called. */
  function arm(burst: Burst, delayMs: number, leftMs: number): void {
    burst.isLong = delayMs > LINGER_MS;
    burst.cancel = platform.schedule(delayMs, () => {
      if (latest === burst) latest = undefined;
      const now = platform.monotonic();
      // Whichever is further: the clock, after a sleep, or the timer, where the clock stands still.
      const left = Math.min(leftMs - delayMs, burst.beganMs + liveMs - now);
      const isDue = !(left > 0);
      for (let { after } = end; after !== end; after = end.after) {
        if (after.due > now && !(isDue && after.burst.serial <= burst.serial)) break;
        remove(after);
        expire(after.item);
      }
      // Exactly to its end: every link in a chain of timers is slowed down in a hidden page.
      if (burst.waiting > 0) arm(burst, left, left);
    });
  }

  function remove(place: Due<TItem>): void {
    const { before, after, burst } = place;
    if (after === place) return;
    before.after = after;
    after.before = before;
    place.before = place.after = place;
    burst.waiting -= 1;
    if (burst.waiting === 0 && (burst.isLong || burst !== latest)) burst.cancel();
  }

  return {
    add(item, nowMs = platform.monotonic()) {
      const passedMs = latest ? nowMs - latest.beganMs : 0;
      const burst = latest && passedMs > 0 && passedMs < BURST_MS ? latest : begin(nowMs);
      burst.waiting += 1;
      const place = { item, due: nowMs + liveMs, burst, before: end.before, after: end };
      end.before = end.before.after = place;
      return place;
    },
    remove,
  };
}

const cancel = (): void => {};
