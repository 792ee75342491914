import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';

import { requireRequest } from '../mistakes/require-request.ts';
import { isOwnOrigin } from './own-origin.ts';

export interface SameOriginOptions {
  /**
   * Origins besides the request's own that may send writes, for example the public one behind a
   * proxy: `https://fireside.example`. @default []
   */
  readonly allowedOrigins?: readonly string[];
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a write that another site makes a browser send (`CROSS_SITE_REFUSED`). It believes `Sec-Fetch-Site`, else
 * `Origin`. A page can forge neither. A request with neither comes from no current browser, so it carries no cookies
 * against the will of a user, and passes. It does not replace a session. Safe methods always pass: they must have no
 * effect.
 */
export function requireSameOrigin(
  request: Request,
  { allowedOrigins = [] }: SameOriginOptions = {},
): void {
  requireRequest('requireSameOrigin', request);
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get('origin');
  if (origin !== null && allowedOrigins.includes(origin)) return;
  const site = request.headers.get('sec-fetch-site');
  // `none` is the user's own doing, such as a reload of an answered form.
  if (site === 'same-origin' || site === 'none') return;
  if (site === null && (origin === null || isOwnOrigin(origin, request.url))) return;
  throw new Failure(catalogue.CROSS_SITE_REFUSED);
}
