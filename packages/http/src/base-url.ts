import { webUrl } from '@holdfast/core/parts';
import { webAddress } from './web-address.ts';

/** An address that ends with a slash, so that nothing else begins with it by chance. */
export function slashed(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

/**
 * What follows a base in an address, or `undefined` where the address does not lie under it. Both are
 * read as the platform reads what it sends to: `//other.test/` begins with a slash, and is another host.
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
