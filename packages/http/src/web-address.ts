// Where nothing else tells what a relative address is relative to. No such host can be (RFC 6761 §6.4).
const NOWHERE = 'http://relative.invalid/';

/** What the platform takes relative addresses to be relative to: the page, or the script of a worker. */
export function webAddress(): string {
  const { document, location } = globalThis as {
    readonly document?: { readonly baseURI: string };
    readonly location?: { readonly href: string };
  };
  return document?.baseURI ?? location?.href ?? NOWHERE;
}
