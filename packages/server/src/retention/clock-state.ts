/**
 * The time of the retention clock after some time has passed. It follows the wall clock, but passes at half to twice
 * the speed of time. So a wall clock that jumps cannot make rows old at once, and one that stands still cannot keep
 * rows for ever.
 */
export function advanceClock(clock: number, elapsedMs: number, wall: number): number {
  return clock + Math.min(Math.max(wall - clock, elapsedMs / 2), elapsedMs * 2);
}
