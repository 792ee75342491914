const SHORTEST_ECHO = 4;
const LONGEST_HEAD = 16;
const MOST_NODES = 500;
const ELLIPSIS = '…';

/**
 * A message about a value, without the value: some validators and servers quote what they refuse, and
 * what somebody wrote must not travel with a failure. Quotations that were cut short are cut off.
 */
export function withoutEcho(message: string, value: unknown): string {
  let told = message;
  for (const text of textsIn(value)) {
    told = told.replaceAll(text, ELLIPSIS);
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
