/** One kind of row that retention removes. */
export interface RetentionTask {
  /** For the log: `keys`, `telemetry`. */
  readonly name: string;
  /** How long a row is kept, in milliseconds. */
  readonly spanMs: number;
  /**
   * Removes at most `limit` rows from before a time, oldest first, and returns their number. Retention calls it again
   * until it removes fewer. `now` is the time from which the span was counted back.
   */
  readonly prune: (before: number, limit: number, now: number) => Promise<number>;
  /**
   * The latest time of any stored row. At the very first start it proves the least time, because the wall clock might
   * be wrong then.
   */
  readonly newest?: () => Promise<number | undefined>;
}
