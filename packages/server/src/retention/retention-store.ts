/** Stores the time of the retention clock, over restarts and for all servers. */
export interface RetentionStore {
  /** Wall-clock milliseconds; `undefined` before the first start. */
  load(): Promise<number | undefined>;
  /** Stores the later of the stored time and the given one, and returns it. */
  save(clock: number): Promise<number>;
}

/** For tests and for servers without a database: everything is forgotten with the process. */
export function memoryRetentionStore(): RetentionStore {
  let kept: number | undefined;
  return {
    load: async () => kept,
    save: async (clock) => (kept = Math.max(kept ?? clock, clock)),
  };
}
