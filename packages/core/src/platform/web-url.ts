/** The URL that a text is, alone or relative to a base; `undefined` when it is none. */
export function webUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    // `URL.canParse` would ask the same, but is younger than the oldest browsers in use.
    return undefined;
  }
}
