/** The callers in this process that wait for a change of a name. */
export interface Wakers {
  watch(name: string, wake: () => void): () => void;
  wake(name: string): void;
}

export function createWakers(): Wakers {
  const watching = new Map<string, Set<() => void>>();
  return {
    watch(name, wake) {
      const wakers = watching.get(name) ?? new Set();
      watching.set(name, wakers.add(wake));
      return () => {
        wakers.delete(wake);
        if (wakers.size === 0) watching.delete(name);
      };
    },
    wake(name) {
      for (const wake of watching.get(name) ?? []) wake();
    },
  };
}
