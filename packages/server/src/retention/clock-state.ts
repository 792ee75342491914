/**
 * Where the clock of retention stands after so much time has passed. It follows the wall clock, but never
 * slower than half and never faster than twice as fast as time passes: a wall clock that jumps cannot make
 * anything old at once, and one that stands still cannot keep anything for ever.
 */
export function advanceClock(clock: number, elapsedMs: number, wall: number): number {
  return clock + Math.min(Math.max(wall - clock, elapsedMs / 2), elapsedMs * 2);
}
