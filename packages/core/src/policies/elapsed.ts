import type { Platform } from '../platform/platform.ts';

/** A point in time, told by both clocks because neither is safe alone. */
export interface Moment {
  readonly wall: number;
  readonly monotonic: number;
}

export function momentOf(platform: Pick<Platform, 'now' | 'monotonic'>): Moment {
  return { wall: platform.now(), monotonic: platform.monotonic() };
}

/**
 * Milliseconds passed, for cool-downs: the longer of what the two clocks say. The monotonic clock
 * stands still while a device sleeps and the wall clock may be set back; what must end, ends.
 */
export function elapsedMs(since: Moment, now: Moment): number {
  return Math.max(now.wall - since.wall, now.monotonic - since.monotonic);
}
