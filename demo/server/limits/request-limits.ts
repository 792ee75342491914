import { createRateLimiter, type RateLimit, type RateLimitStore } from '@holdfast/server';
import { rateLimit } from '@holdfast/server/hono';
import type { Context, MiddlewareHandler } from 'hono';
import type { Configuration } from '../configuration.ts';
import type { SignedIn } from '../sessions/signed-in.ts';

export interface RequestLimits {
  /** Everything asked from one network address. */
  readonly ofAddress: MiddlewareHandler;
  /** Attempts to sign in or up from one network address: passwords are guessed by the thousand. */
  readonly ofSignIns: MiddlewareHandler;
  /** Everything asked by one account, from wherever. */
  readonly ofUser: MiddlewareHandler<SignedIn>;
}

/** How much anybody may ask for. The limits are read anew for each request, so they follow a reload. */
export function requestLimits(
  store: RateLimitStore,
  configuration: () => Pick<Configuration, 'limits'>,
  byAddress: (c: Context) => string | undefined,
): RequestLimits {
  const limiter = (which: keyof Configuration['limits']) =>
    createRateLimiter({ store, limit: (): RateLimit => configuration().limits[which] });
  const signIns = rateLimit({ limiter: limiter('signIn'), by: byAddress });
  return {
    ofAddress: rateLimit({ limiter: limiter('address'), by: byAddress }),
    ofSignIns: (c, next) => (c.req.method === 'POST' ? signIns(c, next) : next()),
    ofUser: rateLimit<SignedIn>({ limiter: limiter('user'), by: (c) => c.var.account.id }),
  };
}
