/** How far the outbox goes in everything it does. Durations in milliseconds. */
export interface OutboxLimits {
  /** Entries on their way at once, at most one per lane. @default 4 */
  readonly parallel: number;
  /** How long one drain burst keeps claiming before it lets another tab have the lock. @default 20_000 */
  readonly burstMs: number;
  /** A send without a whole answer by then is given up; what it did is unknown. @default 30_000 */
  readonly sendTimeoutMs: number;
  /** First and longest pause after a burst that found no network; between them it doubles, with full jitter. @default 1_000 */
  readonly networkBackoffMs: number;
  /** @default 30_000 */
  readonly networkBackoffMaxMs: number;
  /** First and longest pause of an entry whose server said "later" without a hint. @default 1_000 */
  readonly retryBackoffMs: number;
  /** @default 300_000 */
  readonly retryBackoffMaxMs: number;
  /** The longest hint of a server that is honoured. @default 86_400_000 */
  readonly hintMaxMs: number;
  /**
   * How long the server is sure to know a key. What may have taken effect and is older is not sent again
   * without asking, since a server that forgot the key would do it twice. @default 2_592_000_000, 30 days
   */
  readonly keyMs: number;
  /** How long `settled` can still tell how an entry ended. @default 604_800_000 */
  readonly ledgerMs: number;
  /** At most so many endings are kept. @default 2_000 */
  readonly ledgerEntries: number;
  /** Hints to other tabs are at least so far apart. @default 16 */
  readonly hintGapMs: number;
}

export const defaultLimits: OutboxLimits = Object.freeze({
  parallel: 4,
  burstMs: 20_000,
  sendTimeoutMs: 30_000,
  networkBackoffMs: 1_000,
  networkBackoffMaxMs: 30_000,
  retryBackoffMs: 1_000,
  retryBackoffMaxMs: 300_000,
  hintMaxMs: 86_400_000,
  keyMs: 2_592_000_000,
  ledgerMs: 604_800_000,
  ledgerEntries: 2_000,
  hintGapMs: 16,
});
