import type { Platform } from './platform.ts';
import { webRandomBytes } from './web-random-bytes.ts';

// Beyond 2^31-1 ms a host timer overflows and fires at once; longer waits are taken in pieces.
const LONGEST_TIMER_MS = 2_147_483_647;

/** The platform of browsers, workers and Node: the one place where core touches clock and chance. */
export const webPlatform: Platform = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  randomBytes: webRandomBytes,
  schedule(delayMs, task) {
    let left = Math.max(0, delayMs);
    let timer: ReturnType<typeof setTimeout>;
    const arm = (): void => {
      const piece = Math.min(left, LONGEST_TIMER_MS);
      left -= piece;
      timer = setTimeout(() => (left > 0 ? arm() : task()), piece);
    };
    arm();
    return () => clearTimeout(timer);
  },
};
