/** What a server said about its limit. */
export interface RateLimitHint {
  readonly remaining: number;
  /** Milliseconds until the server allows more calls. */
  readonly resetMs: number;
}
