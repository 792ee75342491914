/** A random share of a pause that doubles up to a limit. `chance` is in [0, 1). */
export function fullJitter(count: number, firstMs: number, maxMs: number, chance: number): number {
  // 2^31 exceeds every limit, and an unbounded exponent would give infinity.
  return Math.round(Math.min(maxMs, firstMs * 2 ** Math.min(count, 31)) * chance);
}
