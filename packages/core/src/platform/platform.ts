/**
 * Time and chance, whole: reading the clock and waiting on it come through the same door, so that a
 * test which owns the door owns both.
 *
 * `now` is wall-clock milliseconds and may jump either way; `monotonic` never goes back but may
 * stand still while the device sleeps. Neither is safe alone for a cool-down: see `elapsed`.
 */
export interface Platform {
  /** Wall-clock milliseconds since the Unix epoch. */
  now(): number;
  /** Milliseconds from an arbitrary start; never decreases. */
  monotonic(): number;
  /** A number in [0, 1), not fit for secrets. */
  random(): number;
  /** Cryptographically strong bytes. */
  randomBytes(count: number): Uint8Array;
  /** Runs `task` once after `delayMs`; the returned function cancels it and may be called twice. */
  schedule(delayMs: number, task: () => void): () => void;
}
