/** The text of a body, which is UTF-8 whatever its type says. */
export interface DecodedText {
  readonly text: string;
  /** False where the last letter was cut. */
  readonly whole: boolean;
}

export function decodeText(body: Uint8Array): DecodedText | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const text = decoder.decode(body, { stream: true });
    try {
      return { text: text + decoder.decode(), whole: true };
    } catch {
      return { text, whole: false };
    }
  } catch {
    return undefined;
  }
}

/** Reads JSON; apart from what it says, since `null` is some too. */
export function parseJson(text: string): { readonly parsed: unknown } | undefined {
  try {
    return { parsed: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
