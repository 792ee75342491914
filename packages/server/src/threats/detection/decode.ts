import { decodeEntities } from './entities.ts';
import { decodeEscapes } from './escapes.ts';
import { decodePercent } from './percent.ts';

// A text that is wrapped more often reaches no interpreter either.
const MAX_ROUNDS = 4;

/**
 * Undoes percent-encoding, HTML entities, JavaScript escapes and full-width letters, also within each other. Malformed
 * parts stay as they are. The result is never longer than the text. Never throws.
 */
export function decode(text: string): string {
  let current = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = narrow(decodeEscapes(decodeEntities(decodePercent(current))));
    if (next === current) break;
    current = next;
  }
  return current;
}

// Letters of double width, the slashes that servers take for one, and two ideographs whose low bytes
// are a line break.
function narrow(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 0xff01 + 0x21),
    )
    .replaceAll(/[\u2044\u2215]/g, '/')
    .replaceAll('\u560d\u560a', '\r\n');
}
