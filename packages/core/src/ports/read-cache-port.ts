/** An answer that the device keeps, as the server gave it. A read checks it against its schema again. */
export interface CachedRead {
  readonly value: unknown;
  /** Wall-clock milliseconds when it arrived. */
  readonly storedAt: number;
}

/** Keeps answers of reads, apart per owner. It may forget anything at any time; it never mixes owners. */
export interface ReadCachePort {
  /**
   * The key of an answer: `keyOfRead`, which the cache brings, so that a page without a cache does not ship it.
   * Throws `INPUT_INVALID` for an input that cannot be compared; such a read is not sent.
   *
   * @param parsed the output of the schema for the input
   */
  keyOf(operation: string, parsed: unknown, input: unknown): string;
  get(owner: string, key: string): Promise<CachedRead | undefined>;
  put(owner: string, key: string, read: CachedRead): Promise<void>;
  /** Forgets everything of one owner. */
  clear(owner: string): Promise<void>;
}
