/** The limits of the outbox. Durations are in milliseconds. */
export interface OutboxLimits {
  /**
   * The most entries of one owner that the device keeps: waiting, blocked and dead ones together. One more is
   * refused with `QUEUE_FULL` before anything is stored or sent. @default 10_000
   */
  readonly maxEntries: number;
  /** Entries on their way at once, at most one per lane, not counting slow ones. @default 4 */
  readonly parallel: number;
  /** Entries on their way at once, with slow ones. @default 32 */
  readonly parallelMost: number;
  /** A send that takes longer is slow: another lane may begin beside it. @default 500 */
  readonly slowMs: number;
  /** How long one drain burst keeps claiming before it lets another tab have the lock. @default 20_000 */
  readonly burstMs: number;
  /** A send without a whole answer by then is given up; what it did is unknown. @default 30_000 */
  readonly sendTimeoutMs: number;
  /** First pause of a lane after its head got no answer. The pause doubles, with full jitter. @default 1_000 */
  readonly networkBackoffMs: number;
  /** The longest such pause, and the longest time between two probes of a silent address. @default 30_000 */
  readonly networkBackoffMaxMs: number;
  /** The longest wait of a new lane for its first send, also when its address is silent. @default 1_000 */
  readonly freshWithinMs: number;
  /** The shortest time between two pauses of a lane that evidence ends early. @default 10_000 */
  readonly wakeGapMs: number;
  /** After such evidence a pause ends at a random moment within this time. @default 1_000 */
  readonly wakeJitterMs: number;
  /**
   * How long the others wait for a context that holds the lock and gives no sign of life. Then they send, and
   * the epoch keeps bursts apart. Never less than a send may last. @default 45_000
   */
  readonly lockWithinMs: number;
  /** How long a write that could not be stored waits for stored entries of its lane. @default 10_000 */
  readonly unkeptWithinMs: number;
  /** First pause of an entry after its server said "later" without a hint. @default 1_000 */
  readonly retryBackoffMs: number;
  /** The longest such pause. @default 300_000 */
  readonly retryBackoffMaxMs: number;
  /** The longest hint of a server that is honoured. @default 86_400_000 */
  readonly hintMaxMs: number;
  /**
   * How long the server is sure to know a key. An older entry that may have taken effect is not sent again
   * without asking the user, because a server that forgot the key would do it twice. @default 2_592_000_000, 30 days
   */
  readonly keyMs: number;
  /** How long `follow` can still tell how an entry ended. @default 604_800_000 */
  readonly ledgerMs: number;
  /** At most so many endings are kept. @default 2_000 */
  readonly ledgerEntries: number;
  /** Hints to other tabs are at least so far apart. @default 16 */
  readonly hintGapMs: number;
}

export const defaultLimits: OutboxLimits = Object.freeze({
  maxEntries: 10_000,
  parallel: 4,
  parallelMost: 32,
  slowMs: 500,
  burstMs: 20_000,
  sendTimeoutMs: 30_000,
  networkBackoffMs: 1_000,
  networkBackoffMaxMs: 30_000,
  freshWithinMs: 1_000,
  wakeGapMs: 10_000,
  wakeJitterMs: 1_000,
  lockWithinMs: 45_000,
  unkeptWithinMs: 10_000,
  retryBackoffMs: 1_000,
  retryBackoffMaxMs: 300_000,
  hintMaxMs: 86_400_000,
  keyMs: 2_592_000_000,
  ledgerMs: 604_800_000,
  ledgerEntries: 2_000,
  hintGapMs: 16,
});
