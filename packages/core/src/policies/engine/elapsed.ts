import type { Clock } from '../../platform/platform.ts';

/**
 * Milliseconds for cool-downs, counted from what the wall clock says at the first reading. Each step is the longer of
 * what the two clocks say, because neither is safe alone: the monotonic clock stands still while a device sleeps, and
 * the wall clock may be set back. The count itself never goes back, so every cool-down ends.
 */
export function elapsedClock(platform: Pick<Clock, 'now' | 'monotonic'>): () => number {
  let wall = 0;
  let monotonic = 0;
  let elapsed = 0;
  return () => {
    const [now, tick] = [platform.now(), platform.monotonic()];
    elapsed += Math.max(now - wall, tick - monotonic);
    wall = now;
    monotonic = tick;
    return elapsed;
  };
}
