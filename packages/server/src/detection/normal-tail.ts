/** The chance that a number from the standard normal distribution is above `x`. */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  if (x < 3) {
    // The series of the part between 0 and x (Abramowitz and Stegun 26.2.11).
    let term = x;
    let sum = x;
    for (let n = 3; Math.abs(term) > 1e-17 * sum; n += 2) {
      term *= (x * x) / n;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  // The continued fraction of the rest (26.2.14), from its end.
  let rest = x;
  for (let n = 60; n > 0; n -= 1) rest = x + n / rest;
  return density / rest;
}
