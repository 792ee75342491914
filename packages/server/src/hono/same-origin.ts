import type { MiddlewareHandler } from 'hono';
import { requireSameOrigin, type SameOriginOptions } from '../requests/require-same-origin.ts';

/** `requireSameOrigin` before every handler below it. */
export function sameOrigin(options: SameOriginOptions = {}): MiddlewareHandler {
  return async (c, next) => {
    requireSameOrigin(c.req.raw, options);
    await next();
  };
}
