import type { TabsPort } from '../ports/tabs-port.ts';
import { webChannel } from './web-channel.ts';
import { webLocks } from './web-locks.ts';

/** Lets tabs agree by Web Locks, and tell each other of changes by `BroadcastChannel`. */
export function webTabs(): TabsPort {
  return { locks: webLocks(), channel: webChannel };
}
