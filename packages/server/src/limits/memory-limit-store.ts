import { limitKey } from './limit-key.ts';
import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import type { RateLimitStore } from './rate-limit-store.ts';
import { createRecentKeys } from './recent-keys.ts';
import { takePlaceIn } from './window-state.ts';

export interface MemoryLimitStoreOptions {
  /** The most keys. For a new one, the store forgets the key that was unused for longest. @default 100_000 */
  readonly maxKeys?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'monotonic'>;
}

interface Window {
  readonly taken: number[];
  until: number;
}

const newWindow = (): Window => ({ taken: [], until: 0 });

/**
 * Counts within this process. It forgets by itself: it holds no more keys than came within the longest
 * window, and never more than `maxKeys`. For several processes use `sqlLimitStore`.
 */
export function memoryLimitStore(options: MemoryLimitStoreOptions = {}): RateLimitStore {
  requireOptionsAlways('memoryLimitStore', options, {
    maxKeys: 'a whole number above 0?',
    platform: 'an object with monotonic?',
  });

  const { maxKeys = 100_000, platform = webPlatform } = options;
  const windows = createRecentKeys<Window>(maxKeys);
  const forget = (now: number, most: number): number =>
    windows.forget(({ until }) => until <= now, most);

  return {
    async take(key, limit) {
      const now = platform.monotonic();
      // Two out for one in: a crowd of new addresses cannot fill the memory.
      forget(now, 2);
      const window = windows.use(limitKey(limit.name, key), newWindow);
      const decision = takePlaceIn(window.taken, now, limit);
      window.until = (window.taken.at(-1) ?? now) + limit.windowMs;
      return decision;
    },
    prune: async () => forget(platform.monotonic(), Infinity),
  };
}
