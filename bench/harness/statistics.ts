export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 === 1
      ? [sorted[middle], sorted[middle]]
      : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The 95 % bootstrap interval of the ratio of two medians, or of another statistic. It draws rounds in pairs, because both sides of
 * a round were measured within milliseconds, with the same other work on the machine.
 */
export function ratioInterval(
  ours: readonly number[],
  bare: readonly number[],
  draws = 2_000,
  statistic: (values: readonly number[]) => number = median,
): Interval {
  const ratios = Array.from({ length: draws }, () => {
    const rounds = ours.map(() => Math.floor(Math.random() * ours.length));
    const pick = (values: readonly number[]): number =>
      statistic(rounds.map((round) => values[round] ?? Number.NaN));
    return pick(ours) / pick(bare);
  }).toSorted((left, right) => left - right);
  const quantile = (share: number): number => ratios[Math.floor(share * (draws - 1))] ?? Number.NaN;
  return { low: quantile(0.025), high: quantile(0.975) };
}
