// The base of relative addresses on a host that has none. No such server can exist (RFC 6761 §6.4).
const NOWHERE = 'http://relative.invalid/';

/** The base of relative addresses on this platform: the page, or the script of a worker. */
export function webAddress(): string {
  const { document, location } = globalThis as {
    readonly document?: { readonly baseURI: string };
    readonly location?: { readonly href: string };
  };
  return document?.baseURI ?? location?.href ?? NOWHERE;
}
