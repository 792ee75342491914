/** An address that ends with a slash, so that nothing else begins with it by chance. */
export function slashed(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
