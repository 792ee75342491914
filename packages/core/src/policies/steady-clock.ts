import type { Platform } from '../platform/platform.ts';

/** Monotonic milliseconds that never go back, and that pass at least as timers do. */
export interface SteadyClock {
  now(): number;
  /** As `schedule` of the platform; when the task runs, `now` has passed by `delayMs` or nearly so. */
  schedule(delayMs: number, task: () => void): () => void;
}

/**
 * A platform's monotonic clock, mistrusted: tests replace it, and then it stands still or begins anew,
 * while what was counted by it must neither wait for ever nor be looked at in an endless chain of timers.
 */
export function createSteadyClock(platform: Pick<Platform, 'monotonic' | 'schedule'>): SteadyClock {
  let ahead = 0;
  let latest = -Infinity;
  function now(): number {
    const told = platform.monotonic();
    if (told + ahead < latest) ahead = latest - told;
    return (latest = told + ahead);
  }
  return {
    now,
    schedule(delayMs, task) {
      const began = now();
      return platform.schedule(delayMs, () => {
        // Timers may be early by a rounding, but never by half their time.
        if (2 * (now() - began) < delayMs) ahead += began + delayMs - latest;
        task();
      });
    },
  };
}
