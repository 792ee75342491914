/**
 * What the work of one attempt is told. Every attempt has its own, so work that outlives its timeout
 * still sees the signal that was aborted for it, never that of a later attempt.
 */
export interface PolicyContext {
  /** The idempotency key of the call, the same on every attempt. */
  readonly key: string | undefined;
  /** The same on every attempt, and on the failure if the call ends in one. */
  readonly incidentId: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Monotonic milliseconds by which the whole call must have ended; `Infinity` without a deadline. */
  readonly deadline: number;
  /**
   * Aborts when the caller, a timeout or the deadline ends the attempt, with a `Failure` as reason.
   * It does not abort when the attempt succeeds, unless what is `lasting` of it lasts too long. Made on
   * first read.
   */
  readonly signal: AbortSignal;
}
