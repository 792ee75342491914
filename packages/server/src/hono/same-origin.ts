import type { MiddlewareHandler } from 'hono';
import { requireOptionsAlways } from '@holdfast/core/parts';
import { adviseOrigins } from '../mistakes/advise-origins.ts';
import { requireSameOrigin, type SameOriginOptions } from '../requests/require-same-origin.ts';
import { mayRefuse } from './may-refuse.ts';

/** `requireSameOrigin` before every handler below it. */
export function sameOrigin(options: SameOriginOptions = {}): MiddlewareHandler {
  requireOptionsAlways('sameOrigin', options, {
    allowedOrigins: 'a list of texts?',
  });

  adviseOrigins('sameOrigin', options.allowedOrigins ?? []);
  return mayRefuse(async (c, next) => {
    requireSameOrigin(c.req.raw, options);
    await next();
  });
}
