/** The whole address. An address that cannot be completed stays as it is, and is refused by name later. */
export function absoluteUrl(url: string, baseUrl: string): string {
  try {
    return new URL(url, baseUrl).href;
  } catch {
    return url;
  }
}
