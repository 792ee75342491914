export type Random = () => number;

/** Numbers in [0, 1) that are the same for the same seed (the public-domain generator sfc32). */
export function seeded(seed: number): Random {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = (): number => {
    const drawn = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return (drawn >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

/** A number from the standard normal distribution. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A count from Poisson's distribution. */
export function poisson(mean: number, random: Random): number {
  let rest = mean;
  let count = 0;
  // A sum of counts from Poisson's distribution is one, too; `exp` of a large mean would be 0.
  while (rest > 16) {
    count += inverted(16, random());
    rest -= 16;
  }
  return count + inverted(rest, random());
}

function inverted(mean: number, draw: number): number {
  let chance = Math.exp(-mean);
  let below = chance;
  let count = 0;
  while (draw > below && chance > 1e-18) {
    count += 1;
    chance *= mean / count;
    below += chance;
  }
  return count;
}
