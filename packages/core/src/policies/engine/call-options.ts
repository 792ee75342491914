/** What a caller adds to one call. Everything is optional. */
export interface CallOptions {
  /** Ends the call with `ABORTED`, whatever it is doing. No listener stays on it afterwards. */
  readonly signal?: AbortSignal | undefined;
  /** The idempotency key. With it, a failure of unknown effect may be retried. */
  readonly key?: string | undefined;
  /**
   * The effect that the work can have on the server: `'none'` for a read, which may be repeated without a key.
   * @default 'none' where the pipeline has `calls: 'reads'`, else 'unknown'
   */
  readonly effect?: 'none' | 'unknown' | undefined;
  /**
   * Whether the result of the work is still in use after the call, like the body of an answer. If so, the signal of
   * the attempt still aborts when the timeout or the deadline is over, and their timers stay until then. Limits
   * outside of a hedge end with the call. @default false
   */
  readonly lasting?: boolean | undefined;
  /**
   * With `byPriority`, a call that waits for a slot of a bulkhead goes before calls with a lower priority. @default
   * 0
   */
  readonly priority?: number | undefined;
  /** @default minted when first asked for */
  readonly incidentId?: string | undefined;
  /** @default the pipeline's name */
  readonly name?: string | undefined;
}
