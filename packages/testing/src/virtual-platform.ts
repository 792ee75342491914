import type { Platform } from '@holdfast/core/parts';
import { requireOptions } from '@holdfast/core/parts';
import { macrotask } from './macrotask.ts';
import { seededRandom } from './seeded-random.ts';

export interface VirtualPlatformOptions {
  /** The same seed gives the same `random` and `randomBytes`. @default 1 */
  readonly seed?: number;
  /** Wall-clock milliseconds to start at. @default 2026-01-01T00:00:00Z */
  readonly now?: number;
}

/** Time and randomness that a test controls. No time passes unless the test says so. */
export interface VirtualPlatform extends Platform {
  /**
   * Lets time pass on both clocks. Due timers fire in order, each at its own moment. Everything that
   * follows from one timer happens before the next one fires, also when `ms` is 0. Rejects with a `RangeError` for a
   * number below 0 or no finite number, after which no clock would go on.
   */
  advance(ms: number): Promise<void>;
  /** Sets the wall clock forward, or back with a negative number. No timer notices. Throws for no finite number. */
  jumpWallClock(ms: number): void;
  /** Drops all waiting timers, as a host may do with the timers of a request that has ended. */
  loseTimers(): void;
  /** How many timers are waiting. */
  pending(): number;
}

interface Timer {
  readonly due: number;
  readonly task: () => void;
}

/** A platform for deterministic tests: no real clock, no real timer, random numbers from a seed. */
export function createVirtualPlatform(options: VirtualPlatformOptions = {}): VirtualPlatform {
  requireOptions('createVirtualPlatform', options, {
    seed: 'a finite number from 0 on?',
    now: 'a finite number from 0 on?',
  });

  const { seed = 1, now = Date.UTC(2026, 0, 1) } = options;
  const random = seededRandom(seed);
  const timers = new Set<Timer>();
  let passed = 0;
  let wallOffset = now;

  const nextTimer = (until: number): Timer | undefined => {
    let next: Timer | undefined;
    // Among timers due at the same moment, the set gives the one that was set first.
    for (const timer of timers) {
      if (timer.due <= until && (next === undefined || timer.due < next.due)) next = timer;
    }
    return next;
  };

  return {
    now: () => wallOffset + passed,
    monotonic: () => passed,
    random,
    randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
    schedule(delayMs, task) {
      // As with a host's timer, a delay that is no number is none.
      const timer: Timer = { due: passed + (Math.max(0, delayMs) || 0), task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError(`Time cannot pass by ${ms} ms.`);
      const until = passed + ms;
      await macrotask();
      for (let timer = nextTimer(until); timer !== undefined; timer = nextTimer(until)) {
        timers.delete(timer);
        passed = Math.max(passed, timer.due);
        timer.task();
        await macrotask();
      }
      passed = Math.max(passed, until);
    },
    jumpWallClock(ms) {
      if (!Number.isFinite(ms)) throw new RangeError(`The clock cannot jump by ${ms} ms.`);
      wallOffset += ms;
    },
    loseTimers: () => timers.clear(),
    pending: () => timers.size,
  };
}
