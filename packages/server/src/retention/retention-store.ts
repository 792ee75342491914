/** Keeps how far the clock of retention has come, over restarts and for every server. */
export interface RetentionStore {
  /** Wall-clock milliseconds; `undefined` before the first start. */
  load(): Promise<number | undefined>;
  /** Keeps the later of what is stored and what is given, and gives it back. */
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
