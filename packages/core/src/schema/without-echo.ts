const SHORTEST_ECHO = 4;
const LONGEST_HEAD = 16;
const LONGEST_MESSAGE = 1200;
const MOST_NODES = 500;
const ELLIPSIS = '…';
const PLAIN_WORD = /^\p{L}+$/u;
const QUOTES = '"\'`“”„‘’«»';

/**
 * A message about a value, without the value. Some validators and servers quote the value that they refuse,
 * and a user's text must not travel with a failure. Quotations that were cut short go as well. A single
 * plain word goes only between quotation marks: elsewhere it may belong to the message.
 */
export function withoutEcho(message: string, value: unknown): string {
  // No screen shows more of a message.
  let told = message.slice(0, LONGEST_MESSAGE);
  for (const text of textsIn(value)) {
    const isWord = PLAIN_WORD.test(text);
    // A value that is longer than the message is not part of it, and may be too long for a pattern.
    if (text.length <= told.length) {
      told = told.replaceAll(patternOf(text), (found, at: number) =>
        isWord && !isQuoted(told, at, found) ? found : ELLIPSIS,
      );
    }
    const head = patternOf(text.slice(0, LONGEST_HEAD));
    const at = text.length > LONGEST_HEAD ? told.search(head) : -1;
    if (at >= 0) told = told.slice(0, at) + ELLIPSIS;
  }
  return told;
}

/** The texts in a value, longest first, so that removing a short text leaves no piece of a long one. */
function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const nodes: unknown[] = [value];
  for (let seen = 0; seen < nodes.length && seen < MOST_NODES; seen += 1) {
    const node = nodes[seen];
    if (typeof node === 'string') texts.push(node.trim());
    else if (typeof node === 'object' && node !== null) {
      // A call takes only so many arguments, and a picture has millions of bytes.
      nodes.push(...Object.values(node).slice(0, MOST_NODES));
    }
  }
  return texts
    .filter((text) => text.length >= SHORTEST_ECHO)
    .toSorted((a, b) => b.length - a.length);
}

/** The text in capital or small letters, as a message may contain it. */
function patternOf(text: string): RegExp {
  return new RegExp(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`), 'giu');
}

function isQuoted(message: string, at: number, found: string): boolean {
  const [before = '', after = ''] = [message[at - 1], message[at + found.length]];
  return before !== '' && after !== '' && QUOTES.includes(before) && QUOTES.includes(after);
}
