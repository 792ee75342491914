/** One kind of thing that is not kept for ever. */
export interface RetentionTask {
  /** For the log: `keys`, `telemetry`. */
  readonly name: string;
  /** How long a thing is kept, in milliseconds. */
  readonly spanMs: number;
  /**
   * Forgets at most `limit` things from before a time, oldest first, and says how many it forgot. It is called
   * again until there were fewer. `now` is the time that the span was counted back from.
   */
  readonly prune: (before: number, limit: number, now: number) => Promise<number>;
  /**
   * The latest time that a stored thing tells. At the very first start it proves how late it is at least,
   * since the clock itself might be wrong then.
   */
  readonly newest?: () => Promise<number | undefined>;
}
