import { isIn, type KeyRange } from './key-range.ts';
import { compareKeys, isKey, keyAt, type Key } from './keys.ts';

export interface IndexShape {
  readonly keyPath: string | readonly string[];
  readonly unique: boolean;
}

/** A record as a query gives it: `key` is the key in the index, or in the store itself. */
export interface Row {
  readonly key: Key;
  readonly primaryKey: Key;
  readonly value: unknown;
}

/** One object store: its records in order of their keys, and what its indexes look at. */
export interface ObjectStoreData {
  readonly keyPath: string | undefined;
  readonly autoIncrement: boolean;
  readonly indexes: Map<string, IndexShape>;
  records: { readonly key: Key; readonly value: unknown }[];
  nextKey: number;
}

/** Undoes one write. */
export type Undo = () => void;

/** The records in a range, in order of the index or of the store. Values are not copied yet. */
export function rowsOf(
  store: ObjectStoreData,
  index: string | undefined,
  range: KeyRange,
): readonly Row[] {
  const rows: Row[] = [];
  if (index === undefined) {
    for (const { key, value } of store.records) {
      if (isIn(range, key)) rows.push({ key, primaryKey: key, value });
    }
    return rows;
  }
  const shape = store.indexes.get(index);
  if (!shape) throw new DOMException(`There is no index ${index}.`, 'NotFoundError');
  for (const { key: primaryKey, value } of store.records) {
    const key = keyAt(value, shape.keyPath);
    if (key !== undefined && isIn(range, key)) rows.push({ key, primaryKey, value });
  }
  // Records come in order of their primary keys, and sorting keeps that order among equal keys.
  return rows.length < 2 ? rows : rows.toSorted((a, b) => compareKeys(a.key, b.key));
}

/** Adds or replaces a record, and keeps the value itself, not a copy. Gives its key and the undo. */
export function write(
  store: ObjectStoreData,
  value: unknown,
  givenKey: Key | undefined,
  mayReplace: boolean,
): { readonly key: Key; readonly undo: Undo } {
  const before = { records: store.records, nextKey: store.nextKey };
  const key = keyOf(store, value, givenKey);
  for (const [name, { keyPath, unique }] of store.indexes) {
    const indexed = unique ? keyAt(value, keyPath) : undefined;
    const isTaken =
      indexed !== undefined &&
      store.records.some(
        (other) =>
          compareKeys(other.key, key) !== 0 &&
          compareKeys(keyAt(other.value, keyPath) ?? [], indexed) === 0,
      );
    if (isTaken) throw new DOMException(`Index ${name} has this key.`, 'ConstraintError');
  }
  const at = store.records.findIndex((other) => compareKeys(other.key, key) >= 0);
  const found = store.records[at];
  const there = found !== undefined && compareKeys(found.key, key) === 0;
  if (there && !mayReplace) throw new DOMException('The key is there.', 'ConstraintError');
  const place = at < 0 ? store.records.length : at;
  store.records = store.records.toSpliced(place, there ? 1 : 0, { key, value });
  return { key, undo: () => Object.assign(store, before) };
}

export function remove(store: ObjectStoreData, range: KeyRange): Undo {
  const before = { records: store.records };
  store.records = store.records.filter(({ key }) => !isIn(range, key));
  return () => Object.assign(store, before);
}

function keyOf(store: ObjectStoreData, value: unknown, given: Key | undefined): Key {
  const { keyPath, autoIncrement } = store;
  const found = keyPath === undefined ? given : keyAt(value, keyPath);
  if (found !== undefined) {
    if (!isKey(found)) throw new DOMException('No valid key.', 'DataError');
    if (autoIncrement && typeof found === 'number') {
      store.nextKey = Math.max(store.nextKey, Math.floor(found) + 1);
    }
    return found;
  }
  if (!autoIncrement) throw new DOMException('The record has no key.', 'DataError');
  const key = store.nextKey;
  store.nextKey += 1;
  if (keyPath !== undefined) (value as Record<string, unknown>)[keyPath] = key;
  return key;
}
