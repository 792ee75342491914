import { webUrl } from '@holdfast/core/parts';
import { webAddress } from './web-address.ts';

/**
 * Whether Holdfast may add headers of its own: to requests to the page's own origin, and to all requests where there
 * is no page. A browser asks any other server first (CORS), and a server refuses headers that it does not know.
 */
export function webSameOrigin(
  url: string,
  { location }: { readonly location?: { readonly origin: string } } = globalThis,
): boolean {
  if (!location) return true;
  return webUrl(url, webAddress())?.origin === location.origin;
}
