/**
 * Time and randomness. The platform both reads the clock and waits on it, so that a test which replaces the platform
 * controls both.
 *
 * `now` is wall-clock milliseconds and may jump either way. `monotonic` never goes back but may stand still
 * while the device sleeps. Neither alone is safe for a cool-down: see `elapsed`.
 */
export interface Platform {
  /** Wall-clock milliseconds since the Unix epoch. */
  now(): number;
  /** Milliseconds from an arbitrary start; never decreases. */
  monotonic(): number;
  /** A number in [0, 1). Not fit for secrets. */
  random(): number;
  /** Cryptographically strong bytes. */
  randomBytes(count: number): Uint8Array;
  /** Runs `task` once after `delayMs`; the returned function cancels it and may be called twice. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** The platform for parts that need no random bytes, as policies and metrics do. */
export type Clock = Omit<Platform, 'randomBytes'>;
