import { createAlarm, type Platform } from '@holdfast/core/parts';

export interface WatchdogOptions {
  readonly platform: Pick<Platform, 'now' | 'monotonic' | 'schedule'>;
  readonly limitMs: number;
  /** Says when timers may have slept; returns the undo. */
  readonly wake: (listener: () => void) => () => void;
  /** Called once, when the reader has not fed it for `limitMs`. */
  readonly bite: () => void;
}

export interface Watchdog {
  /** Bytes came, or the reader waits for them from now on. */
  feed(): void;
  /** The reader does not wait for bytes until it feeds the watchdog again. */
  rest(): void;
  dispose(): void;
}

/**
 * Notices silence. It asks both clocks, because one stands still while a device sleeps, and looks at once when
 * the device wakes, because timers of a hidden page are late. Feeding it notices a timer that the host has
 * lost.
 */
export function createWatchdog({ platform, limitMs, wake, bite }: WatchdogOptions): Watchdog {
  let isResting = false;
  let wall = 0;
  let tick = 0;
  const alarm = createAlarm(platform, look);

  function feed(): void {
    isResting = false;
    wall = platform.now();
    tick = platform.monotonic();
    alarm.set(limitMs);
  }

  function look(): void {
    alarm.clear();
    if (isResting) return;
    const silentMs = Math.max(platform.now() - wall, platform.monotonic() - tick);
    if (silentMs < limitMs) alarm.set(limitMs - silentMs);
    else bite();
  }

  feed();
  const leave = wake(look);
  return {
    feed,
    rest: () => void (isResting = true),
    dispose() {
      alarm.clear();
      leave();
    },
  };
}
