/**
 * Whether an origin is that of a request. Only hosts are compared: behind a proxy that ends TLS, the server sees its
 * own scheme as http.
 */
export function isOwnOrigin(origin: string, url: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(url).host;
}
