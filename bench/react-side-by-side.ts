/** Milliseconds of ours and of the peer in the same rounds. */
export interface Samples {
  readonly ours: number[];
  readonly bare: number[];
}

/** Runs both sides in turn, and each of them first every other time. The first rounds of each are its warm-up. */
export async function sideBySide(
  rounds: number,
  ours: (round: number) => number | Promise<number>,
  bare: (round: number) => number | Promise<number>,
  warmUp = 3,
): Promise<Samples> {
  const samples: Samples = { ours: [], bare: [] };
  for (let round = -warmUp; round < rounds; round += 1) {
    const sides = [
      ['ours', ours],
      ['bare', bare],
    ] as const;
    for (const [name, side] of round % 2 === 0 ? sides : sides.toReversed()) {
      const ms = await side(round);
      if (round >= 0) samples[name].push(ms);
    }
  }
  return samples;
}

/** Resolves in a task of its own, after everything that the last event left to do. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
