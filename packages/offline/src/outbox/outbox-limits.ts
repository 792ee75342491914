/** The limits of the outbox. Durations are in milliseconds. */
export interface OutboxLimits {
  /**
   * The most entries of one owner that the device keeps: waiting, blocked and dead ones together. One more is
   * refused with `QUEUE_FULL` before anything is stored or sent. @default 10_000
   */
  readonly maxEntries: number;
  /**
   * The largest body, in bytes. An entry with a larger one is refused with `BODY_TOO_LARGE` before anything is stored
   * or sent. @default 25_000_000
   */
  readonly maxBodyBytes: number;
  /** How many entries are on their way at once, at most one for each lane. Slow sends do not count. @default 4 */
  readonly parallel: number;
  /** How many entries are on their way at once, including slow sends. @default 32 */
  readonly parallelMost: number;
  /** A send that takes longer is slow: another lane may begin beside it. @default 500 */
  readonly slowMs: number;
  /** How long one tab begins new sends before another tab gets its turn. @default 20_000 */
  readonly burstMs: number;
  /**
   * A send without a whole answer after this time is given up, and its effect is unknown. A body adds the time of its
   * upload, see `uploadBytesPerSecond`. @default 30_000
   */
  readonly sendTimeoutMs: number;
  /**
   * The slowest upload that a send waits for. A body adds its size divided by this number to `sendTimeoutMs`, because
   * no `fetch` tells how much it has sent. @default 32_000, which gives a body of 8 MB 250 s more
   */
  readonly uploadBytesPerSecond: number;
  /**
   * The first pause of a lane after its first entry got no answer. The pause doubles, with full jitter. @default
   * 1_000
   */
  readonly networkBackoffMs: number;
  /** The longest such pause, and the longest time between two probes of a silent address. @default 30_000 */
  readonly networkBackoffMaxMs: number;
  /** The longest wait of a new lane for its first send, also when its address is silent. @default 1_000 */
  readonly freshWithinMs: number;
  /**
   * News that the server answers again ends the pause of a lane early. When the send after such news gets no answer,
   * the lane pauses twice as long before news counts again, from `networkBackoffMs` up to this time. @default 10_000
   */
  readonly wakeGapMs: number;
  /** After such news a pause ends at a random moment within this time. @default 1_000 */
  readonly wakeJitterMs: number;
  /**
   * How long tabs wait for another tab or worker that holds the lock and gives no sign of life. Then they send
   * without the lock; a number in the database keeps both from sending one entry. At least `sendTimeoutMs`.
   * @default 45_000
   */
  readonly lockWithinMs: number;
  /** How long a write that could not be stored waits for stored entries of its lane. @default 10_000 */
  readonly unkeptWithinMs: number;
  /** The first pause of an entry after the server refused it for now and did not say for how long. @default 1_000 */
  readonly retryBackoffMs: number;
  /** The longest such pause. @default 300_000 */
  readonly retryBackoffMaxMs: number;
  /** The longest wait of a server that the outbox honours. @default 86_400_000 */
  readonly hintMaxMs: number;
  /**
   * How long the server certainly remembers an idempotency key. An older entry that may have taken effect is not
   * sent again before the user agrees, because a server that forgot the key could apply it twice. @default
   * 2_592_000_000, which is 30 days
   */
  readonly keyMs: number;
  /**
   * An entry that was sent before, and refused for now, is retried until this age. Then it is dead with
   * `ENTRY_TOO_OLD`. An entry that was never sent is sent at any age, unless it has a `maxAgeMs` of its own. @default
   * 2_592_000_000, which is 30 days
   */
  readonly maxAgeMs: number;
  /** How long the outbox remembers how an entry ended, for `follow`. @default 604_800_000, which is 7 days */
  readonly ledgerMs: number;
  /** The most ends that the outbox remembers. @default 2_000 */
  readonly ledgerEntries: number;
  /** The shortest time between two messages to other tabs. @default 16 */
  readonly hintGapMs: number;
}

export const defaultLimits: OutboxLimits = Object.freeze({
  maxEntries: 10_000,
  maxBodyBytes: 25_000_000,
  parallel: 4,
  parallelMost: 32,
  slowMs: 500,
  burstMs: 20_000,
  sendTimeoutMs: 30_000,
  uploadBytesPerSecond: 32_000,
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
  maxAgeMs: 2_592_000_000,
  ledgerMs: 604_800_000,
  ledgerEntries: 2_000,
  hintGapMs: 16,
});

/** After how long without a sign of life of a burst another context takes its entries over, in milliseconds. */
export function takeOverMs({
  lockWithinMs,
  sendTimeoutMs,
}: Pick<OutboxLimits, 'lockWithinMs' | 'sendTimeoutMs'>): number {
  return Math.max(lockWithinMs, sendTimeoutMs + 5_000);
}
