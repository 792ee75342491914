import { cleanProse } from '../../contract/text.ts';

const FIRST_HALF = /[\uD800-\uDBFF]$/;

/**
 * A text in pieces, cleaned as the server cleans what a writer writes: no database keeps U+0000, and a generator may write
 * anything. A character whose halves come in two pieces stays whole.
 */
export async function* cleanPieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const piece of pieces) {
    const text = held + piece;
    held = FIRST_HALF.exec(text)?.[0] ?? '';
    const clean = cleanProse(text.slice(0, text.length - held.length));
    if (clean !== '') yield clean;
  }
  if (held !== '') yield cleanProse(held);
}
