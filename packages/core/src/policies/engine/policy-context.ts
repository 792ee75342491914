/**
 * The facts that the work of one attempt receives. Every attempt has its own context, so work that goes on after
 * its timeout sees its own aborted signal, and never the signal of a later attempt.
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
   * Aborts when the caller, a timeout or the deadline ends the attempt, with a `Failure` as reason. It does not
   * abort when the attempt succeeds, except for a `lasting` call whose limits end later. It is created when it is
   * first read.
   */
  readonly signal: AbortSignal;
}
