import { webUtf8 } from '../platform/web-utf8.ts';

/** The text of a body, which is UTF-8 whatever its type says. */
export interface DecodedText {
  readonly text: string;
  /** False where the last letter was cut. */
  readonly whole: boolean;
}

// The longest letter has four bytes.
const LONGEST_CUT = 3;

/** Reads a body as UTF-8, without a byte order mark; `undefined` for bytes that are none. */
export function decodeText(body: Uint8Array): DecodedText | undefined {
  const decode = webUtf8();
  for (let cut = 0; cut <= LONGEST_CUT && cut <= body.length; cut += 1) {
    const end = body.length - cut;
    if (cut > 0 && !isCutLetter(body[end] ?? 0, cut)) continue;
    try {
      return { text: decode(body.subarray(0, end)).replace(/^\uFEFF/, ''), whole: cut === 0 };
    } catch {
      // The bytes are no text, or the last letter is cut: the next turn tells which.
    }
  }
  return undefined;
}

/** Whether a byte begins a letter of more bytes than there are. */
function isCutLetter(first: number, there: number): boolean {
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
  return length > there;
}

/** Reads JSON; apart from what it says, since `null` is some too. */
export function parseJson(text: string): { readonly parsed: unknown } | undefined {
  try {
    return { parsed: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
