const TOKEN = /[!#$%&'*+.^_`|~\w-]+/y;
const QUOTED = /"((?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*)"/y;
const SPACE = /[\t ]*/y;

/**
 * The `for` of each hop in a `Forwarded` field (RFC 7239), nearest to the client first; `undefined`
 * for a hop that does not say. A field that breaks the grammar anywhere gives nothing at all.
 */
export function parseForwarded(field: string): readonly (string | undefined)[] {
  const hops: (string | undefined)[] = [];
  let at = 0;

  const read = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(field);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const take = (character: string): boolean => {
    if (field[at] !== character) return false;
    at += 1;
    return true;
  };

  do {
    const pairs = new Map<string, string>();
    do {
      read(SPACE);
      const name = read(TOKEN)?.[0].toLowerCase();
      // Empty members and trailing semicolons are allowed by the list rule.
      if (name !== undefined) {
        if (!take('=') || pairs.has(name)) return [];
        const quoted = read(QUOTED);
        const value = quoted ? quoted[1]?.replaceAll(/\\(.)/g, '$1') : read(TOKEN)?.[0];
        if (value === undefined) return [];
        pairs.set(name, value);
      }
      read(SPACE);
    } while (take(';'));
    if (pairs.size > 0) hops.push(pairs.get('for'));
  } while (take(','));
  return at === field.length ? hops : [];
}
