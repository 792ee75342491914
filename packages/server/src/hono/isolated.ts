import type { MiddlewareHandler } from 'hono';
import { requireOptionsAlways } from '@holdfast/core/parts';
import { refuseForeign, type RequestCauseOptions } from '../requests/request-cause.ts';
import { mayRefuse } from './may-refuse.ts';

/**
 * Refuses requests that a page of another site makes a browser send, reads included (`CROSS_SITE_REFUSED`). Use it
 * for paths that only pages of this server and programs may read.
 */
export function isolated(options: RequestCauseOptions = {}): MiddlewareHandler {
  requireOptionsAlways('isolated', options, {
    allowedOrigins: 'a list of texts?',
  });

  return mayRefuse(async (c, next) => {
    refuseForeign(c.req.raw, options);
    await next();
  });
}
