import { REQUEST_ID_HEADER } from '../exchange/request/attempt-headers.ts';
import { webRandomBytes } from '../platform/web-random-bytes.ts';
import type { ProbeAsk } from './create-probe.ts';
import { requireOptions } from '#options';
import { originOf } from './web-origin.ts';

const MARKUP = /^\s*(?:text\/html|application\/xhtml)/i;

/**
 * A probe of an address of the server. It sends a token as `X-Request-Id`. An answer that gives the token back
 * is the server's, with any status. After the first such answer the probe believes no answer without the token.
 * If a server never gave the token back, every answer counts except a redirect, a page of HTML and a 511,
 * because hotel networks answer with those. `cache: 'no-store'` keeps caches out. A 404 that it believes is
 * `misplaced`.
 *
 * The probe sends no token to another origin than the page's own, because a browser would ask that server for
 * permission first. `token: true` says that the server gives permission and exposes the header.
 *
 * @param options `token`: whether to send one. @default only to the page's own origin, and where there is no page
 */
export function fetchProbe(url: string, options: { readonly token?: boolean } = {}): ProbeAsk {
  requireOptions('fetchProbe', options, { token: 'true or false?' });

  const origin = originOf(url);
  const isPage = 'location' in globalThis;
  const { token: isMarked = origin === '' || !isPage } = options;
  let isKnown = false;

  const ask = async (signal: AbortSignal): Promise<boolean | 'misplaced'> => {
    const token = [...webRandomBytes(16)]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    const response = await fetch(url, {
      cache: 'no-store',
      redirect: 'manual',
      signal,
      ...(isMarked && { headers: { [REQUEST_ID_HEADER]: token } }),
    });
    const { status, type, headers } = response;
    response.body?.cancel().catch(() => {});
    if (type === 'opaqueredirect' || (status >= 300 && status < 400) || status === 511)
      return false;
    const isOwn = isMarked && headers.get(REQUEST_ID_HEADER) === token;
    isKnown ||= isOwn;
    if (!isOwn && (isKnown || MARKUP.test(headers.get('content-type') ?? ''))) return false;
    return status === 404 ? 'misplaced' : true;
  };
  return Object.assign(ask, { origin, url });
}
