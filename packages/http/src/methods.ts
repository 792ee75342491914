/** The part of a request that decides whether it may be repeated. */
export interface Repeatable {
  /** Makes a repetition harmless: the `Idempotency-Key`, or the address under an idempotent method. */
  readonly key: string | undefined;
  /** `none` for methods that only read. */
  readonly effect: 'none' | 'unknown';
}

/** Whether a method only reads (RFC 9110 §9.2.1). */
export function isSafe(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|TRACE)$/.test(method);
}

/** How often a request may be sent without doing anything twice (RFC 9110 §9.2.2). */
export function repeatable(method: string, url: string, key: string | undefined): Repeatable {
  return {
    key: key ?? (/^(PUT|DELETE)$/.test(method) ? url : undefined),
    effect: isSafe(method) ? 'none' : 'unknown',
  };
}
