/**
 * The origin of an address, in the form under which connectivity keeps evidence: `''` for the page's own, and
 * for a relative address where there is no page.
 */
export function originOf(address: string): string {
  if (!/^[a-z][a-z\d+.-]*:|^\/\//i.test(address)) return '';
  const own = (globalThis as { readonly location?: { readonly href: string } }).location?.href;
  try {
    const { origin } = new URL(address, own);
    return own !== undefined && origin === new URL(own).origin ? '' : origin;
  } catch {
    return '';
  }
}
