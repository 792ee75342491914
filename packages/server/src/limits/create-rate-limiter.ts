import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { requireOptionsAlways } from '@holdfast/core/parts';
import { refuseUnless } from '../mistakes/defect.ts';
import { requireMethods, requireText } from '../mistakes/require-value.ts';
import { rateLimitFields } from './rate-limit-fields.ts';
import type { RateLimitStore } from './rate-limit-store.ts';
import type { RequestLimit, RateLimitDecision } from './window-state.ts';

/** The limit of a signed-in user: 60 requests in any minute. */
export const USER_LIMIT: RequestLimit = { name: 'user', limit: 60, windowMs: 60_000 };
/** The limit of one network address: 100 requests in any minute. */
export const ADDRESS_LIMIT: RequestLimit = { name: 'address', limit: 100, windowMs: 60_000 };

export interface RateLimiterOptions {
  readonly store: RateLimitStore;
  /** The limiter reads it for each request, so that it can change while the server runs. */
  readonly limit: RequestLimit | (() => RequestLimit);
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
 * many times as the limit per active key. Throws `DEFECT` for a limit below one request or a window below one
 * millisecond, at once or, from a function, for the first request that it is asked for.
 */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  requireOptionsAlways('createRateLimiter', options, {
    store: 'anything',
    limit: 'anything',
  });

  const { store, limit } = options;
  requireMethods(
    'createRateLimiter',
    { store },
    ['take'],
    'a store of limits, such as `memoryLimitStore()` or `sqlLimitStore(database)`',
  );
  if (typeof limit !== 'function') requireLimit(limit);
  return async (key) => {
    const rule = typeof limit === 'function' ? requireLimit(limit()) : limit;
    requireText(
      'A rate limiter',
      { key },
      'it names the user or address whose requests are counted',
    );
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

function requireLimit(rule: RequestLimit): RequestLimit {
  const { name, limit, windowMs } = Object(rule) as Partial<RequestLimit>;
  refuseUnless(
    typeof name === 'string' && name !== '',
    "createRateLimiter: give `limit` an object such as `{ name: 'user', limit: 60, windowMs: 60_000 }`.",
  );
  refuseUnless(
    typeof limit === 'number' && limit >= 1 && Number.isSafeInteger(limit),
    `createRateLimiter: the limit ${name} lets ${String(limit)} requests pass: give it a whole number from 1 on.`,
  );
  refuseUnless(
    typeof windowMs === 'number' && windowMs >= 1 && Number.isFinite(windowMs),
    `createRateLimiter: the window of the limit ${name} is ${String(windowMs)} ms long: give it 1 ms or more.`,
  );
  return rule;
}
