import { compareKeys, isKey, type Key } from './keys.ts';

/** A stretch of keys, with the shape of the browser's `IDBKeyRange`. */
export interface KeyRange {
  readonly lower: Key | undefined;
  readonly upper: Key | undefined;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
}

const EVERYTHING: KeyRange = {
  ...{ lower: undefined, upper: undefined, lowerOpen: false, upperOpen: false },
};

export const keyRanges = {
  only: (key: Key): KeyRange => range(key, key),
  bound: (lower: Key, upper: Key, lowerOpen = false, upperOpen = false): KeyRange =>
    range(lower, upper, lowerOpen, upperOpen),
  lowerBound: (lower: Key, open = false): KeyRange => range(lower, undefined, open),
  upperBound: (upper: Key, open = false): KeyRange => range(undefined, upper, false, open),
};

/** A query of a request as a range: a range itself, one key, or everything. Throws for a value that is no key. */
export function rangeOf(query: unknown): KeyRange {
  if (query === undefined || query === null) return EVERYTHING;
  if (isKey(query)) return keyRanges.only(query);
  if (typeof query === 'object' && 'lowerOpen' in query) return query as KeyRange;
  throw new DOMException('The parameter is not a valid key.', 'DataError');
}

export function isIn({ lower, upper, lowerOpen, upperOpen }: KeyRange, key: Key): boolean {
  if (lower !== undefined) {
    const order = compareKeys(key, lower);
    if (order < 0 || (order === 0 && lowerOpen)) return false;
  }
  if (upper === undefined) return true;
  const order = compareKeys(key, upper);
  return order < 0 || (order === 0 && !upperOpen);
}

function range(
  lower: Key | undefined,
  upper: Key | undefined,
  lowerOpen = false,
  upperOpen = false,
): KeyRange {
  if ((lower !== undefined && !isKey(lower)) || (upper !== undefined && !isKey(upper))) {
    throw new DOMException('The parameter is not a valid key.', 'DataError');
  }
  return { lower, upper, lowerOpen, upperOpen };
}
