import { surface, type ChannelPort, type LockPort } from '@holdfast/core/parts';

/** One tab of an origin. It shares locks and a channel with the others, and can die. */
export interface MemoryTab {
  readonly locks: LockPort;
  readonly channel: ChannelPort;
  /** The tab ends at once: it sends nothing more, and others get its locks. */
  kill(): void;
}

interface Claim {
  readonly tab: object;
  readonly grant: () => void;
}

/** Tabs that share locks and a channel, like the tabs of one browser. */
export function memoryTabs(): { readonly open: () => MemoryTab } {
  const lines = new Map<string, Claim[]>();
  const listeners = new Map<object, Set<(message: unknown) => void>>();
  const dead = new WeakSet<object>();

  /** Takes claims out of a line, all at once: a tab that dies gets none of its own locks. */
  function leave(name: string, isLeaving: (claim: Claim) => boolean): void {
    const line = lines.get(name) ?? [];
    const rest = line.filter((claim) => !isLeaving(claim));
    lines.set(name, rest);
    if (rest[0] !== line[0]) rest[0]?.grant();
  }

  function lockOf(tab: object): LockPort {
    return {
      async hold(name, work, signal) {
        signal?.throwIfAborted();
        let claim!: Claim;
        await new Promise<void>((resolve, reject) => {
          // The code of a dead tab does not go on.
          if (dead.has(tab)) return;
          const abort = (): void => {
            if (dead.has(tab)) return;
            leave(name, (one) => one === claim);
            reject(signal!.reason as Error);
          };
          const grant = (): void => {
            // As with Web Locks, an abort ends the wait and not the work: the lock is this claim's from now on.
            signal?.removeEventListener('abort', abort);
            resolve();
          };
          claim = { tab, grant };
          signal?.addEventListener('abort', abort);
          const line = [...(lines.get(name) ?? []), claim];
          lines.set(name, line);
          if (line.length === 1) grant();
        });
        // Another tab has its lock since: it died after the lock came, and before its code went on.
        if (dead.has(tab)) await new Promise<never>(() => {});
        try {
          return await work();
        } finally {
          leave(name, (one) => one === claim);
        }
      },
    };
  }

  return {
    open() {
      const tab = {};
      listeners.set(tab, new Set());
      return {
        locks: lockOf(tab),
        channel: {
          post(message) {
            const sent: unknown = structuredClone(message);
            if (!listeners.has(tab)) return;
            // A listener may join others, leave, or end its tab while the message goes round.
            const told = [...listeners].flatMap(([other, heard]) =>
              other === tab ? [] : Array.from(heard, (listener) => ({ other, heard, listener })),
            );
            for (const { other, heard, listener } of told) {
              if (!listeners.has(other) || !heard.has(listener)) continue;
              tell(listener, structuredClone(sent));
            }
          },
          subscribe(listener) {
            listeners.get(tab)?.add(listener);
            return () => void listeners.get(tab)?.delete(listener);
          },
          dispose: () => void listeners.delete(tab),
        },
        kill() {
          dead.add(tab);
          listeners.delete(tab);
          for (const name of lines.keys()) leave(name, (claim) => claim.tab === tab);
        },
      };
    },
  };
}

/** An error in one tab harms neither the tab that sends nor the other tabs. */
function tell(listener: (message: unknown) => void, message: unknown): void {
  try {
    listener(message);
  } catch (error) {
    surface(error);
  }
}
