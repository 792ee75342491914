/** The base of relative addresses: the page, or the script of a worker; nothing elsewhere. */
export function webBase(): string | undefined {
  const { document, location } = globalThis as {
    readonly document?: { readonly baseURI: string };
    readonly location?: { readonly href: string };
  };
  return document?.baseURI ?? location?.href;
}
