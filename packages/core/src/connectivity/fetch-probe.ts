import { REQUEST_ID_HEADER } from '../exchange/attempt-headers.ts';
import { webRandomBytes } from '../platform/web-random-bytes.ts';
import type { ProbeAsk } from './create-probe.ts';
import { originOf } from './web-origin.ts';

const MARKUP = /^\s*(?:text\/html|application\/xhtml)/i;

/**
 * A probe of an address of the server. It sends a token as `X-Request-Id`, and an answer that gives the
 * token back is the server's, whatever its status. A server that does so once is believed only with its
 * token from then on. Of one that never did, every answer counts but a redirect, a page of HTML and 511,
 * which is what hotel networks answer. `cache: 'no-store'` keeps caches out.
 *
 * To another origin than the page's own it sends no token, since a browser would ask that server for
 * permission first; `token: true` says that it gives permission, and exposes the header.
 *
 * @param options `token`: whether to send one. @default only to the page's own origin, and where there is no page
 */
export function fetchProbe(url: string, options: { readonly token?: boolean } = {}): ProbeAsk {
  const origin = originOf(url);
  const isPage = 'location' in globalThis;
  const { token: isMarked = origin === '' || !isPage } = options;
  let isKnown = false;

  const ask = async (signal: AbortSignal): Promise<boolean> => {
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
    if (isMarked && headers.get(REQUEST_ID_HEADER) === token) {
      isKnown = true;
      return true;
    }
    return !isKnown && !MARKUP.test(headers.get('content-type') ?? '');
  };
  return Object.assign(ask, { origin });
}
