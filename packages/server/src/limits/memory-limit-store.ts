import { type Platform, webPlatform } from '@holdfast/core';
import type { RateLimitStore } from './rate-limit-store.ts';
import { takePlace, type TakenPlaces } from './window-state.ts';

export interface MemoryLimitStoreOptions {
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'monotonic'>;
}

/**
 * Counts within this process. It forgets by itself: it holds no more keys than came within the longest
 * window. For several processes use `sqlLimitStore`.
 */
export function memoryLimitStore({
  platform = webPlatform,
}: MemoryLimitStoreOptions = {}): RateLimitStore {
  const windows = new Map<string, { readonly taken: TakenPlaces; readonly until: number }>();

  /** In the order of last use; the first that still counts ends the search. */
  const forget = (now: number, most: number): number => {
    let gone = 0;
    for (const [name, { until }] of windows) {
      if (until > now || gone >= most) break;
      windows.delete(name);
      gone += 1;
    }
    return gone;
  };

  return {
    async take(key, limit) {
      const name = `${limit.name} ${key}`;
      const now = platform.monotonic();
      // Two out for one in: a crowd of new addresses cannot fill the memory.
      forget(now, 2);
      const { taken, decision } = takePlace(windows.get(name)?.taken ?? [], now, limit);
      windows.delete(name);
      windows.set(name, { taken, until: (taken.at(-1) ?? now) + limit.windowMs });
      return decision;
    },
    prune: async () => forget(platform.monotonic(), Infinity),
  };
}
