import type { ConnectivityTracker } from '../../connectivity/create-connectivity.ts';
import { createAlarm, type Alarm } from '../../platform/alarm.ts';
import type { Platform } from '../../platform/platform.ts';

const FIRST_MS = 2_000;
const LONGEST_MS = 10_000;

interface Scouts {
  readonly reads: Set<() => void>;
  readonly alarm: Alarm;
  asked: number;
}

const scouts = /* @__PURE__ */ new WeakMap<object, Scouts>();

/**
 * Lets a read that failed find out when it works again, where no other part tells it. Of all reads that wait, one
 * at a time asks: after a second or two, later every ten seconds at most. The answer to one wakes the others
 * through connectivity. Returns the undo.
 */
export function scout(
  connectivity: Pick<ConnectivityTracker, 'getSnapshot'>,
  platform: Pick<Platform, 'monotonic' | 'random' | 'schedule'>,
  read: () => void,
): () => void {
  const party = scouts.get(connectivity) ?? gather();
  const { reads, alarm } = party;
  reads.add(read);
  next();
  return () => {
    reads.delete(read);
    if (reads.size > 0) return;
    alarm.clear();
    party.asked = 0;
  };

  function next(): void {
    // A device that says it has no network may be wrong, so it is asked, but seldom.
    const isOffline = connectivity.getSnapshot() === 'offline';
    const waitMs = isOffline ? LONGEST_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** party.asked);
    alarm.set(waitMs * (0.5 + platform.random() / 2));
  }
  function gather(): Scouts {
    const made: Scouts = {
      reads: new Set(),
      asked: 0,
      alarm: createAlarm(platform, () => {
        const [first] = made.reads;
        if (!first) return;
        // The next turn is another read's.
        made.reads.delete(first);
        made.reads.add(first);
        made.asked += 1;
        next();
        first();
      }),
    };
    scouts.set(connectivity, made);
    return made;
  }
}
