import type { RollupRow } from './rollup.ts';

const GROWTH = 1.2;
/** About a day. */
const LAST = 101;
const SCALE = 1 / Math.log(GROWTH);

/** The fixed bucket of a duration: the first takes all up to 1 ms, and each next one reaches 20 % further. */
export function bucketOf(durationMs: number): number {
  if (!(durationMs > 1)) return 0;
  return Math.min(LAST, Math.ceil(Math.log(durationMs) * SCALE));
}

/** The duration in milliseconds that a bucket stands for: its middle, by its logarithm, and 1 for the first. */
export function durationOfBucket(bucket: number): number {
  return bucket === 0 ? 1 : Math.round(GROWTH ** (bucket - 0.5) * 10) / 10;
}

/** The bucket at the end of a `detail`, behind its last colon; `undefined` for a row that names none. */
export function bucketIn(detail: string): number | undefined {
  const name = detail.slice(detail.lastIndexOf(':') + 1);
  return /^\d{1,3}$/.test(name) && Number(name) <= LAST ? Number(name) : undefined;
}

/** The count of each bucket. The sum of two such records is the record of both together. */
export type Buckets = ReadonlyMap<number, number>;

/** The buckets of rows, whatever comes before the bucket in their `detail`. A row without a bucket counts in none. */
export function bucketsOf(rows: readonly Pick<RollupRow, 'detail' | 'count'>[]): Buckets {
  const buckets = new Map<number, number>();
  for (const { detail, count } of rows) {
    const bucket = bucketIn(detail);
    if (bucket !== undefined) buckets.set(bucket, (buckets.get(bucket) ?? 0) + count);
  }
  return buckets;
}

/** The duration that this share (0 to 1) did not exceed, within 10 %; `undefined` without any. */
export function percentileOf(buckets: Buckets, share: number): number | undefined {
  let total = 0;
  for (const count of buckets.values()) total += count;
  let left = Math.max(1, Math.ceil(share * total));
  for (const [bucket, count] of [...buckets].toSorted(([one], [other]) => one - other)) {
    left -= count;
    if (left <= 0) return durationOfBucket(bucket);
  }
  return undefined;
}
