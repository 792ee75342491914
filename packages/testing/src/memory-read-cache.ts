import { keptRead, type CachedRead, type ReadCachePort } from '@holdfast/core/parts';

/** A read cache in memory that forgets nothing by itself. */
export function memoryReadCache(): ReadCachePort {
  const owners = new Map<string, Map<string, CachedRead>>();
  return {
    keptRead,
    get: (owner, key) => Promise.resolve(structuredClone(owners.get(owner)?.get(key))),
    put(owner, key, read) {
      const kept = owners.get(owner) ?? new Map<string, CachedRead>();
      owners.set(owner, kept.set(key, structuredClone(read)));
      return Promise.resolve();
    },
    clear(owner) {
      owners.delete(owner);
      return Promise.resolve();
    },
  };
}
