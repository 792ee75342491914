import type { MiddlewareHandler } from 'hono';
import { requireSameOrigin, type SameOriginOptions } from '../requests/require-same-origin.ts';
import { mayRefuse } from './may-refuse.ts';

/** `requireSameOrigin` before every handler below it. */
export function sameOrigin(options: SameOriginOptions = {}): MiddlewareHandler {
  return mayRefuse(async (c, next) => {
    requireSameOrigin(c.req.raw, options);
    await next();
  });
}
