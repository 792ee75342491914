/** The whole address. One that cannot be completed stays as it is, to be refused by name. */
export function absoluteUrl(url: string, baseUrl: string): string {
  try {
    return new URL(url, baseUrl).href;
  } catch {
    return url;
  }
}
