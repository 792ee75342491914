import type { Clock } from '../../platform/platform.ts';

/** Monotonic milliseconds that never go back, and that advance at least as far as timers do. */
export interface SteadyClock {
  now(): number;
  /** Like `schedule` of the platform. When the task runs, `now` has advanced by nearly `delayMs` or more. */
  schedule(delayMs: number, task: () => void): () => void;
}

/**
 * A monotonic clock on top of the platform's, which it does not trust. A test may replace that clock, so that
 * it stands still or begins anew. Even then no wait may last for ever or set an endless chain of timers.
 */
export function createSteadyClock(platform: Pick<Clock, 'monotonic' | 'schedule'>): SteadyClock {
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
