/** Parses a text as a URL, alone or relative to a base. Returns `undefined` when the text is no URL. */
export function webUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    // `URL.canParse` would do, but the oldest browsers in use lack it.
    return undefined;
  }
}
