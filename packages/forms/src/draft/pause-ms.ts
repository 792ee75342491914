/** A user who never pauses does not keep the draft from being saved. */
const LONGEST_PAUSES = 5;

/** How long the next write of a draft waits, when its first unwritten change is this old. */
export function pauseMs(unwrittenMs: number, debounceMs: number): number {
  // A negative age: the clock was set back.
  const isLong = unwrittenMs >= debounceMs * LONGEST_PAUSES || unwrittenMs < 0;
  return isLong ? 0 : debounceMs;
}
