import type { ConnectivityTracker } from '../../connectivity/create-connectivity.ts';
import { webOnline } from '../../connectivity/web-online.ts';
import { createAlarm } from '../../platform/alarm.ts';
import type { Platform } from '../../platform/platform.ts';

const FIRST_MS = 2_000;
const LONGEST_MS = 10_000;

type Join = (read: () => void) => () => void;
const parties = /* @__PURE__ */ new WeakMap<object, Join>();

/**
 * Lets a read that failed find out when it works again, where no other part finds out. Of all reads that wait, one at
 * a time asks: at once when the browser has a network again, otherwise after a second or two, and later at most every
 * ten seconds. The answer to this read wakes the others through connectivity. Returns the undo.
 */
export function scout(
  connectivity: Pick<ConnectivityTracker, 'getSnapshot'>,
  platform: Pick<Platform, 'monotonic' | 'random' | 'schedule'>,
  read: () => void,
): () => void {
  let join = parties.get(connectivity);
  if (!join) parties.set(connectivity, (join = gather(connectivity, platform)));
  return join(read);
}

/** The reads that wait for the same news. */
function gather(
  connectivity: Pick<ConnectivityTracker, 'getSnapshot'>,
  platform: Pick<Platform, 'monotonic' | 'random' | 'schedule'>,
): Join {
  const reads = new Set<() => void>();
  let asked = 0;
  let leave: (() => void) | undefined;
  const turn = (): void => {
    const [first] = reads;
    if (!first) return;
    // Another read has the next turn.
    reads.delete(first);
    reads.add(first);
    asked += 1;
    wait();
    first();
  };
  const alarm = createAlarm(platform, turn);
  function wait(): void {
    // A device that says it has no network may be wrong, so the read still asks, but seldom.
    const isOffline = connectivity.getSnapshot() === 'offline';
    const waitMs = isOffline ? LONGEST_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** asked);
    alarm.set(waitMs * (0.5 + platform.random() / 2));
  }
  const begin = (): void => {
    alarm.clear();
    asked = 0;
    turn();
  };

  return (read) => {
    reads.add(read);
    leave ??= webOnline(begin);
    wait();
    return () => {
      reads.delete(read);
      if (reads.size > 0) return;
      alarm.clear();
      asked = 0;
      leave?.();
      leave = undefined;
    };
  };
}
