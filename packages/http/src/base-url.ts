import { webUrl } from '@holdfast/core/parts';
import { webAddress } from './web-address.ts';

/** An address that ends with a slash, so that no other address begins with it by chance. */
export function slashed(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

/**
 * The rest of an address after a base, or `undefined` for an address that does not lie under it. It reads both as
 * the platform reads the address of a request: `//other.test/` begins with a slash, and is another host.
 */
export function restUnder(
  base: string,
  url: string,
  here: string = webAddress(),
): string | undefined {
  const href = webUrl(url, here)?.href;
  const under = new URL(slashed(base), here).href;
  // A text that is no address lies on no server.
  return href?.startsWith(under) ? href.slice(under.length) : undefined;
}
