/** A key of IndexedDB: a number, a text, or a list of keys. The simulator needs no dates and no bytes. */
export type Key = number | string | readonly Key[];

/** Numbers sort before texts, and texts before lists, as in IndexedDB. */
export function compareKeys(a: Key, b: Key): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      const order = compareKeys(a[index] as Key, b[index] as Key);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) return rank;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The key that a path names in a value; `undefined` where there is no valid key. */
export function keyAt(value: unknown, path: string | readonly string[]): Key | undefined {
  if (typeof path !== 'string') {
    const parts: Key[] = [];
    for (const one of path) {
      const part = keyAt(value, one);
      if (part === undefined) return undefined;
      parts.push(part);
    }
    return parts;
  }
  let found: unknown = value;
  for (const name of namesIn(path)) found = (found as Record<string, unknown> | undefined)?.[name];
  return isKey(found) ? found : undefined;
}

const paths = new Map<string, readonly string[]>();

function namesIn(path: string): readonly string[] {
  let names = paths.get(path);
  if (!names) paths.set(path, (names = path.split('.')));
  return names;
}

export function isKey(value: unknown): value is Key {
  if (typeof value === 'string') return true;
  if (typeof value === 'number') return !Number.isNaN(value);
  return Array.isArray(value) && value.every(isKey);
}

function rankOf(key: Key): number {
  return typeof key === 'number' ? 0 : typeof key === 'string' ? 1 : 2;
}
