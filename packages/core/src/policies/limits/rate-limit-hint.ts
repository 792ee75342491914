/** What a server said about its limit. */
export interface RateLimitHint {
  readonly remaining: number;
  /** Milliseconds until there is more. */
  readonly resetMs: number;
}
