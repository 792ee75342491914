import { webUrl } from '@holdfast/core/parts';
import { webAddress } from './web-address.ts';

/**
 * Whether headers of ours may go there unasked: to the page's own origin, and everywhere where there is no
 * page. A browser would ask any other server first (CORS), which then refuses what it has not heard of.
 */
export function webSameOrigin(
  url: string,
  { location }: { readonly location?: { readonly origin: string } } = globalThis,
): boolean {
  if (!location) return true;
  return webUrl(url, webAddress())?.origin === location.origin;
}
