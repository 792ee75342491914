import { catalogue, Failure } from '@holdfast/core';
import { rateLimitFields } from './rate-limit-fields.ts';
import type { RateLimitStore } from './rate-limit-store.ts';
import type { RateLimit, RateLimitDecision } from './window-state.ts';

/** What somebody signed in may ask for: 60 requests in any minute. */
export const USER_LIMIT: RateLimit = { name: 'user', limit: 60, windowMs: 60_000 };
/** What one network address may ask for: 100 requests in any minute. */
export const ADDRESS_LIMIT: RateLimit = { name: 'address', limit: 100, windowMs: 60_000 };

export interface RateLimiterOptions {
  readonly store: RateLimitStore;
  /** Asked anew for each request, so that it can change while the server runs. */
  readonly limit: RateLimit | (() => RateLimit);
}

export interface RateLimiterAnswer extends RateLimitDecision {
  /** `RateLimit` and `RateLimit-Policy` of this limit, for the answer, refused or not. */
  readonly fields: Readonly<Record<string, string>>;
  /** `RATE_LIMITED` with its `retryAfterMs`, when the request is refused. */
  readonly failure?: Failure;
}

/** Counts one more request of a key, and says whether it may pass. */
export type RateLimiter = (key: string) => Promise<RateLimiterAnswer>;

/**
 * Holds each key to a limit by a sliding window: an exact log, so no stretch of time as long as the
 * window ever sees more than the limit. A refused request counts nothing. The price is memory for as
 * many times as the limit per active key.
 */
export function createRateLimiter({ store, limit }: RateLimiterOptions): RateLimiter {
  return async (key) => {
    const rule = typeof limit === 'function' ? limit() : limit;
    const decision = await store.take(key, rule);
    return {
      ...decision,
      fields: rateLimitFields(rule, decision),
      ...(decision.allowed
        ? {}
        : { failure: new Failure(catalogue.RATE_LIMITED, { retryAfterMs: decision.resetMs }) }),
    };
  };
}
