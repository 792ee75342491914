/**
 * Corrects chances for their number, by Benjamini and Hochberg: with a limit on the corrected chance, at most that
 * share of the findings is by chance.
 */
export function adjustChances(chances: readonly number[]): readonly number[] {
  const order = chances.map((_, index) => index).toSorted((a, b) => at(b) - at(a));
  const adjusted = Array.from(chances, () => 1);
  let least = 1;
  for (const [place, index] of order.entries()) {
    const rank = chances.length - place;
    least = Math.min(least, (at(index) * chances.length) / rank);
    adjusted[index] = least;
  }
  return adjusted;

  function at(index: number): number {
    return chances[index] ?? 1;
  }
}
