import { webUrl } from '@holdfast/core/parts';

/**
 * Completes an address with the address of the page, so that a worker at another path sends to the same place.
 * `undefined` where there is no page.
 */
export function wholeUrl(url: string): string | undefined {
  const { location } = globalThis as { readonly location?: { readonly href: string } };
  return webUrl(url, location?.href)?.href;
}
