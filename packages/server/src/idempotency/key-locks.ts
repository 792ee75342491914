import type { Holding, ScopedKey } from './idempotency-store.ts';

/** Try-locks by name, within one process. */
export interface KeyLocks {
  hold<T>(key: ScopedKey, work: () => Promise<T>): Promise<Holding<T>>;
}

export function createKeyLocks(): KeyLocks {
  const held = new Set<string>();
  return {
    async hold(key, work) {
      const name = nameOf(key);
      if (held.has(name)) return { kind: 'busy' };
      held.add(name);
      try {
        return { kind: 'done', value: await work() };
      } finally {
        held.delete(name);
      }
    },
  };
}

/** One unambiguous name for a key in its scope. */
export function nameOf({ scope, key }: ScopedKey): string {
  return JSON.stringify([scope, key]);
}
