/**
 * Corrects the chances of tests for their number, by Benjamini and Hochberg: with a limit on the corrected chance, at
 * most that share of the findings is by chance. The likeliest test comes first.
 */
export function adjustChances<TTest extends { readonly chance: number }>(
  tests: readonly TTest[],
): readonly TTest[] {
  const likeliestFirst = tests.toSorted((one, other) => other.chance - one.chance);
  let least = 1;
  return likeliestFirst.map((test, place) => {
    const rank = tests.length - place;
    least = Math.min(least, (test.chance * tests.length) / rank);
    return { ...test, chance: least };
  });
}
