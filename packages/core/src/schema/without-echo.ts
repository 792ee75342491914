const SHORTEST_ECHO = 4;
const LONGEST_HEAD = 16;
const MOST_NODES = 500;
const ELLIPSIS = '…';
const PLAIN_WORD = /^\p{L}+$/u;
const QUOTES = '"\'`“”„‘’«»';

/**
 * A message about a value, without the value: some validators and servers quote what they refuse, and
 * what somebody wrote must not travel with a failure. Quotations that were cut short are cut off. A
 * single plain word is taken out only between quotation marks: elsewhere it may be the message's own.
 */
export function withoutEcho(message: string, value: unknown): string {
  let told = message;
  for (const text of textsIn(value)) {
    told = PLAIN_WORD.test(text) ? unquote(told, text) : told.replaceAll(text, ELLIPSIS);
    const head = text.slice(0, LONGEST_HEAD);
    const at = text.length > LONGEST_HEAD ? told.indexOf(head) : -1;
    if (at >= 0) told = told.slice(0, at) + ELLIPSIS;
  }
  return told;
}

/** The texts in a value, longest first, so that no short one leaves a piece of a long one behind. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const nodes: unknown[] = [value];
  for (let seen = 0; seen < nodes.length && seen < MOST_NODES; seen += 1) {
    const node = nodes[seen];
    if (typeof node === 'string') texts.push(node.trim());
    else if (typeof node === 'object' && node !== null) nodes.push(...Object.values(node));
  }
  return texts
    .filter((text) => text.length >= SHORTEST_ECHO)
    .toSorted((a, b) => b.length - a.length);
}

function unquote(message: string, word: string): string {
  const pieces = message.split(word);
  return pieces.reduce((told, piece, index) => {
    const before = pieces[index - 1]?.at(-1) ?? '';
    const quoted = before !== '' && QUOTES.includes(before) && QUOTES.includes(piece.at(0) ?? ' ');
    return told + (quoted ? ELLIPSIS : word) + piece;
  });
}
