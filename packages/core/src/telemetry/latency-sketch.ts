/**
 * Counts of durations, in buckets that grow by 2 %: a percentile is within 1 % of the true one, for
 * anything from a tenth of a millisecond to a quarter of an hour, in 3.2 kB. Two sketches add up to the
 * sketch of both, so that pages and days can be joined.
 */
export type LatencySketch = Uint32Array;

const ACCURACY = 0.01;
const GROWTH = (1 + ACCURACY) / (1 - ACCURACY);
const SMALLEST_MS = 0.1;
const BUCKETS = 800;
const SCALE = 1 / Math.log(GROWTH);

export function createSketch(): LatencySketch {
  return new Uint32Array(BUCKETS);
}

/** Takes in one duration. A duration outside of the range counts as the nearest end of the range. */
export function addDuration(sketch: LatencySketch, durationMs: number): void {
  const bucket = Math.ceil(Math.log(durationMs / SMALLEST_MS) * SCALE);
  const place = bucket > 0 ? Math.min(bucket, BUCKETS - 1) : 0;
  sketch[place] = (sketch[place] ?? 0) + 1;
}

/** The duration that this share (0 to 1) of all durations did not exceed; `undefined` without any. */
export function percentile(sketch: LatencySketch, share: number): number | undefined {
  const count = sketch.reduce((sum, bucket) => sum + bucket, 0);
  if (count === 0) return undefined;
  let left = Math.max(1, Math.ceil(share * count));
  const place = sketch.findIndex((bucket) => {
    left -= bucket;
    return left <= 0;
  });
  return place === 0 ? SMALLEST_MS : (2 * SMALLEST_MS * GROWTH ** place) / (GROWTH + 1);
}

/** The sketch of the durations that both counted. */
export function mergeSketches(left: LatencySketch, right: LatencySketch): LatencySketch {
  return left.map((count, place) => count + (right[place] ?? 0));
}
