import type { Platform } from './platform.ts';
import { webNow } from './web-now.ts';
import { webRandomBytes } from './web-random-bytes.ts';

// Beyond 2^31-1 ms a host timer overflows and fires at once, so a longer wait goes in pieces.
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * The platform of browsers, workers and Node. Only here core touches the clock and randomness of the host.
 */
export const webPlatform: Platform = {
  now: webNow,
  // A host that has no `performance` has no clock that never goes back.
  monotonic: () => (typeof performance === 'undefined' ? Date.now() : performance.now()),
  random: () => Math.random(),
  randomBytes: webRandomBytes,
  schedule(delayMs, task) {
    let timer: ReturnType<typeof setTimeout>;
    const arm = (leftMs: number): void => {
      timer =
        leftMs > LONGEST_TIMER_MS
          ? setTimeout(arm, LONGEST_TIMER_MS, leftMs - LONGEST_TIMER_MS)
          : setTimeout(task, Math.max(0, leftMs));
    };
    arm(delayMs);
    return () => clearTimeout(timer);
  },
};
