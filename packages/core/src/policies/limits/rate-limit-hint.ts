/** The hint of a server about its limit. */
export interface RateLimitHint {
  readonly remaining: number;
  /** Milliseconds until the server allows more calls. */
  readonly resetMs: number;
}
