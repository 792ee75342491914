/** How long each round took, in milliseconds: ours, and the floor beside it. */
export interface Samples {
  readonly ours: number[];
  readonly bare: number[];
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/** Runs both sides in turn, and each of them first every other time. The first round of each is its warm-up. */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  bare: () => Promise<number>,
): Promise<Samples> {
  const samples: Samples = { ours: [], bare: [] };
  for (let round = -1; round < rounds; round += 1) {
    const sides = [
      ['ours', ours],
      ['bare', bare],
    ] as const;
    for (const [name, side] of round % 2 === 0 ? sides : sides.toReversed()) {
      const ms = await side();
      if (round >= 0) samples[name].push(ms);
    }
  }
  return samples;
}
