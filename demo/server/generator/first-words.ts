import { wordCount } from '../../contract/word-count.ts';

/**
 * The beginning of a text in pieces, up to this many words, because a generator may write more words than the
 * writer ordered.
 */
export async function* firstWords(
  pieces: AsyncIterable<string>,
  most: number,
): AsyncGenerator<string> {
  let text = '';
  for await (const piece of pieces) {
    const words = wordCount(text + piece);
    if (words <= most) {
      text += piece;
      yield piece;
      continue;
    }
    const rest = upTo(most, text, piece);
    if (rest !== '') yield rest;
    return;
  }
}

function upTo(most: number, text: string, piece: string): string {
  const parts = piece.split(/(?<=\s)/);
  while (parts.length > 0 && wordCount(text + parts.join('')) > most) parts.pop();
  return parts.join('').trimEnd();
}
