/** A bounded number of places per key, within this process. */
export interface Places {
  /** Takes a place and returns a function that frees it; `undefined` when all are taken. */
  take(key: string, limit: number): (() => void) | undefined;
  taken(key: string): number;
}

export function createPlaces(): Places {
  const counts = new Map<string, number>();
  const taken = (key: string): number => counts.get(key) ?? 0;
  return {
    taken,
    take(key, limit) {
      if (taken(key) >= limit) return undefined;
      counts.set(key, taken(key) + 1);
      let isFree = false;
      return () => {
        if (isFree) return;
        isFree = true;
        if (taken(key) === 1) counts.delete(key);
        else counts.set(key, taken(key) - 1);
      };
    },
  };
}
