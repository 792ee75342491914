/** The origin of the page or worker; `undefined` where requests know no origin. */
export function webOwnOrigin(): string | undefined {
  return (globalThis as { readonly location?: { readonly origin: string } }).location?.origin;
}
