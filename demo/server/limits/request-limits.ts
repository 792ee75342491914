import { createRateLimiter, memoryLimitStore, type RequestLimit } from '@holdfast/server';
import type { RateLimitStore } from '@holdfast/server/parts';
import { rateLimit } from '@holdfast/server/hono';
import { requestCause } from '@holdfast/server/threats';
import type { Context, MiddlewareHandler } from 'hono';
import type { Configuration } from '../configuration.ts';
import type { SignedIn } from '../sessions/signed-in.ts';

export interface RequestLimitsOptions {
  readonly store: RateLimitStore;
  readonly configuration: () => Pick<Configuration, 'limits'>;
  readonly byAddress: (c: Context) => string | undefined;
  /** Origins whose pages belong to this server. */
  readonly allowedOrigins: readonly string[];
}

export interface RequestLimits {
  /** All requests from one network address. */
  readonly ofAddress: MiddlewareHandler;
  /**
   * Attempts to sign in or up from one network address. The limit is small, because attackers guess passwords by the
   * thousand.
   */
  readonly ofSignIns: MiddlewareHandler;
  /** All requests of one account, from every address. */
  readonly ofUser: MiddlewareHandler<SignedIn>;
  /** The same, except that pictures count as pictures do. */
  readonly ofPortraits: MiddlewareHandler<SignedIn>;
}

/** A gallery asks for hundreds of pictures at once, and for each only once. */
const PICTURES: RequestLimit = { name: 'pictures', limit: 1200, windowMs: 60_000 };

const isPicture = (c: Context): boolean =>
  c.req.method === 'GET' && /^\/api\/portraits\/[^/]+$/.test(c.req.path);

/**
 * Limits on requests. The server reads them anew for each request, so they follow a reload. Requests that a
 * stranger's page makes a browser send have a smaller limit of their own, so they never use up the limit of the
 * page's visitor.
 */
export function requestLimits({
  store,
  configuration,
  byAddress,
  allowedOrigins,
}: RequestLimitsOptions): RequestLimits {
  const limiter = (which: keyof Configuration['limits']) =>
    createRateLimiter({ store, limit: (): RequestLimit => configuration().limits[which] });
  const ofAddress = rateLimit({ limiter: limiter('address'), by: byAddress });
  const ofStrangers = rateLimit({
    // In memory on every store, so that a request that is refused anyway costs no statement.
    limiter: createRateLimiter({
      store: memoryLimitStore(),
      limit: () => strangersShare(configuration().limits.address),
    }),
    by: byAddress,
  });
  const ofPictures = rateLimit({
    limiter: createRateLimiter({ store: memoryLimitStore(), limit: PICTURES }),
    by: byAddress,
  });
  const ofUser = rateLimit<SignedIn>({ limiter: limiter('user'), by: (c) => c.var.account.id });
  const signIns = rateLimit({ limiter: limiter('signIn'), by: byAddress });
  return {
    ofAddress(c, next) {
      const cause = requestCause(c.req.raw, { allowedOrigins });
      const isStrangers = cause === 'foreign' || cause === 'doubtful';
      if (isStrangers) return ofStrangers(c, next);
      return isPicture(c) ? ofPictures(c, next) : ofAddress(c, next);
    },
    ofSignIns: (c, next) => (c.req.method === 'POST' ? signIns(c, next) : next()),
    ofUser,
    ofPortraits: (c, next) => (isPicture(c) ? next() : ofUser(c, next)),
  };
}

function strangersShare({ limit, windowMs }: RequestLimit): RequestLimit {
  return { name: 'strangers', limit: Math.max(1, Math.floor(limit / 2)), windowMs };
}
