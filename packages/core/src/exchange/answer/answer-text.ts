import { webUtf8 } from '#utf8';

/** The text of a body. It is always read as UTF-8, also when its type names another encoding. */
export interface DecodedText {
  readonly text: string;
  /** False when the last character was cut. */
  readonly whole: boolean;
}

// The longest character has four bytes.
const LONGEST_CUT = 3;

/** Reads a body as UTF-8, without a byte order mark; `undefined` for bytes that are not UTF-8. */
export function decodeText(body: Uint8Array): DecodedText | undefined {
  const decode = webUtf8();
  for (let cut = 0; cut <= LONGEST_CUT && cut <= body.length; cut += 1) {
    const end = body.length - cut;
    if (cut > 0 && !isCutLetter(body[end] ?? 0, cut)) continue;
    try {
      return { text: decode(body.subarray(0, end)).replace(/^\uFEFF/, ''), whole: cut === 0 };
    } catch {
      // Either the bytes are no text, or the last character is cut. The next turn shows which.
    }
  }
  return undefined;
}

/** Whether a byte begins a character of more bytes than are left. */
function isCutLetter(first: number, there: number): boolean {
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
  return length > there;
}

/** Reads JSON. The value stands in an object, because `null` is a value too. */
export function parseJson(text: string): { readonly parsed: unknown } | undefined {
  try {
    return { parsed: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The JSON in a body; `undefined` for a body that is no JSON. */
export function jsonIn(body: Uint8Array): { readonly parsed: unknown } | undefined {
  const text = decodeText(body);
  return text && parseJson(text.text);
}
