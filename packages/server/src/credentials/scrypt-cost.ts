/** The cost of one hash. Making it takes 128 · 2^log2Cost · blockSize bytes. */
export interface ScryptCost {
  readonly log2Cost: number;
  readonly blockSize: number;
  readonly parallel: number;
}

/** How much work a hash of this cost is. Equal numbers take equal time. */
export function workOf({ log2Cost, blockSize, parallel }: ScryptCost): number {
  return 2 ** log2Cost * blockSize * parallel;
}

const BLOCK_SIZE = 8;
/** A client cannot measure less work than this over a network. */
const LEAST_LOG2_COST = 8;
const MOST_PARALLEL = 16;

/** Hashes that together take the given work, the largest first, and none costlier than `largest`. */
export function hashesOfWork(work: number, largest: ScryptCost): readonly ScryptCost[] {
  const costs: ScryptCost[] = [];
  let left = work;
  for (let { log2Cost } = largest; log2Cost >= LEAST_LOG2_COST;) {
    const one = workOf({ log2Cost, blockSize: BLOCK_SIZE, parallel: 1 });
    const parallel = Math.min(MOST_PARALLEL, Math.floor(left / one));
    if (parallel === 0) {
      log2Cost -= 1;
      continue;
    }
    costs.push({ log2Cost, blockSize: BLOCK_SIZE, parallel });
    left -= one * parallel;
  }
  return costs;
}
