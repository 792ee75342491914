export interface CacheLimits {
  /** @default 100 */
  readonly maxEntries: number;
  /** The size of all files together. @default 20_000_000 */
  readonly maxBytes: number;
  /** @default 2_592_000_000, which is 30 days */
  readonly maxAgeMs: number;
}

export const defaultCacheLimits: CacheLimits = {
  maxEntries: 100,
  maxBytes: 20_000_000,
  maxAgeMs: 30 * 86_400_000,
};

/** A file in a cache. */
export interface Kept {
  readonly url: string;
  /** Wall-clock milliseconds. */
  readonly at: number;
  readonly bytes: number;
}

export function isTooOld(
  { at }: Pick<Kept, 'at'>,
  { maxAgeMs }: CacheLimits,
  now: number,
): boolean {
  // A file from the future was kept while the clock was wrong: its age is not known.
  return !(now - at <= maxAgeMs) || at > now + maxAgeMs;
}

/** The files to remove, so that the rest is within the limits. `kept` begins with the file that was kept first. */
export function surplusOf(
  kept: readonly Kept[],
  limits: CacheLimits,
  now: number,
): readonly string[] {
  const surplus: string[] = [];
  let entries = 0;
  let bytes = 0;
  for (const file of kept.toReversed()) {
    const fits = entries < limits.maxEntries && bytes + file.bytes <= limits.maxBytes;
    if (isTooOld(file, limits, now) || !fits) surplus.push(file.url);
    else {
      entries += 1;
      bytes += file.bytes;
    }
  }
  return surplus;
}
