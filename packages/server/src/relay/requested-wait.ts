/** The longest wait that the relay takes from a sink or a backoff. */
export const LONGEST_WAIT_MS = 3_600_000;

/** The wait after a sink or a backoff of the app gave a number that is none. */
const UNKNOWN_WAIT_MS = 1_000;

/** A wait that code of the app asked for, as a number that every store can keep. */
export function requestedWait(ms: unknown): number {
  if (typeof ms !== 'number' || Number.isNaN(ms)) return UNKNOWN_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, Math.max(0, Math.ceil(ms)));
}
