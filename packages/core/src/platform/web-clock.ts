import type { Clock } from './platform.ts';
import { webNow } from './web-now.ts';
import { webRandom } from './web-random.ts';

// Beyond 2^31-1 ms a host timer overflows and fires at once, so a longer wait is split into pieces.
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * The clock and the random numbers of browsers, workers and Node, for parts that need no random bytes. Only here core
 * touches the clock of the host.
 */
export const webClock: Clock = {
  now: webNow,
  // A host that has no `performance` has no clock that never goes back.
  monotonic: () => ((globalThis.performance as Performance | undefined) ?? Date).now(),
  random: webRandom,
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
