import type { ChannelPort, LockPort } from '@holdfast/core/parts';

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

  function leave(name: string, claim: Claim): void {
    const line = lines.get(name) ?? [];
    const isFirst = line[0] === claim;
    lines.set(
      name,
      line.filter((other) => other !== claim),
    );
    if (isFirst) lines.get(name)?.[0]?.grant();
  }

  function lockOf(tab: object): LockPort {
    return {
      async hold(name, work, signal) {
        signal?.throwIfAborted();
        let claim!: Claim;
        await new Promise<void>((resolve, reject) => {
          claim = { tab, grant: resolve };
          const line = [...(lines.get(name) ?? []), claim];
          lines.set(name, line);
          if (line.length === 1) resolve();
          signal?.addEventListener('abort', () => {
            leave(name, claim);
            reject(signal.reason);
          });
        });
        try {
          return await work();
        } finally {
          leave(name, claim);
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
            if (!listeners.has(tab)) return;
            for (const [other, heard] of listeners) {
              if (other === tab) continue;
              for (const listener of heard) listener(structuredClone(message));
            }
          },
          subscribe(listener) {
            listeners.get(tab)?.add(listener);
            return () => void listeners.get(tab)?.delete(listener);
          },
          dispose: () => void listeners.delete(tab),
        },
        kill() {
          listeners.delete(tab);
          for (const [name, line] of lines) {
            for (const claim of line) if (claim.tab === tab) leave(name, claim);
          }
        },
      };
    },
  };
}
