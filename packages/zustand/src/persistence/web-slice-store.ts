import { Failure } from '@holdfast/core';
import {
  STORAGE_CORRUPT,
  STORAGE_QUERY_FAILED,
  STORAGE_QUOTA,
  STORAGE_UNAVAILABLE,
} from '@holdfast/core/failures';
import { isPlain, type DraftRecord, requireOptions } from '@holdfast/core/parts';
import type { RecordAside, SliceStore } from './slice-store.ts';

export interface WebSliceStoreOptions {
  /** A storage like `localStorage`. @default localStorage */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
  /** The beginning of the names of the items. @default 'holdfast' */
  readonly name?: string;
}

/**
 * Keeps slices in `localStorage`, which answers at once: a slice has its data before the first render. It keeps what
 * JSON can hold, and refuses a `Map`, a `Date` and a number that JSON would change. With two tabs it needs `tabs` as
 * well, because `localStorage` alone cannot keep two writes apart.
 */
export function webSliceStore(options: WebSliceStoreOptions = {}): SliceStore {
  requireOptions('webSliceStore', options, {
    storage: 'an object with getItem, setItem, removeItem, key?',
    name: 'a text that is not empty?',
  });

  const { name: first = 'holdfast' } = options;
  const at = (...place: readonly string[]): string => JSON.stringify([first, ...place]);

  /** Calls the storage, and names its errors. Blocked cookies make even `localStorage` itself throw. */
  function using<T>(work: (storage: NonNullable<typeof options.storage>) => T): T {
    try {
      return work(options.storage ?? localStorage);
    } catch (cause) {
      if (cause instanceof Failure) throw cause;
      const isFull = /quota/i.test(String((cause as Partial<Error> | null)?.name));
      throw new Failure(isFull ? STORAGE_QUOTA : STORAGE_UNAVAILABLE, { cause });
    }
  }
  const asideOf = (owner: string, key: string): readonly RecordAside[] =>
    using((storage) => {
      const text = storage.getItem(at(owner, key, 'aside')) ?? '[]';
      const copies = parsed(text);
      // Copies that cannot be read are kept as one copy, and new copies beside it.
      return Array.isArray(copies) ? copies : [{ record: text, reason: 'unreadable' }];
    });
  // The copy is written before the original goes.
  const setAside = (owner: string, key: string, copy: RecordAside): void =>
    using((storage) => {
      storage.setItem(at(owner, key, 'aside'), toText([...asideOf(owner, key), copy]));
      storage.removeItem(at(owner, key));
    });
  const load = (owner: string, key: string): DraftRecord | undefined =>
    using((storage) => {
      const text = storage.getItem(at(owner, key));
      if (text === null) return undefined;
      const record = fromText(text);
      if (record) return { ...record, owner, key };
      setAside(owner, key, { record: text, reason: 'unreadable' });
      throw new Failure(STORAGE_CORRUPT);
    });

  return {
    needsLock: true,
    load,
    save: (record) =>
      using((storage) => {
        const { owner, key, revision } = record;
        const theirs = load(owner, key);
        if (theirs && theirs.revision !== revision - 1) return { kind: 'conflict', theirs };
        storage.setItem(at(owner, key), toText(record));
        return { kind: 'saved' };
      }),
    quarantine: (record, reason) => setAside(record.owner, record.key, { record, reason }),
    aside: asideOf,
    purge: (owner) =>
      using((storage) => {
        const begin = at(owner, '').slice(0, -3);
        const names = Array.from({ length: storage.length }, (_, index) => storage.key(index));
        for (const name of names) if (name?.startsWith(begin)) storage.removeItem(name);
      }),
    forgetAside: (owner, key) => using((storage) => storage.removeItem(at(owner, key, 'aside'))),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fromText(text: string): DraftRecord | undefined {
  const record = parsed(text);
  const isRecord =
    isPlain(record) && [record['version'], record['revision']].every(Number.isSafeInteger);
  return isRecord ? (record as unknown as DraftRecord) : undefined;
}

/** JSON of a value that comes back as it was. */
function toText(value: unknown): string {
  try {
    return JSON.stringify(value, function (this: Record<string, unknown>, name, json: unknown) {
      if (!isKept(this, this[name])) throw new TypeError(name);
      return json;
    });
  } catch (cause) {
    throw new Failure(STORAGE_QUERY_FAILED, { cause });
  }
}

function isKept(within: unknown, member: unknown): boolean {
  if (member === undefined) return !Array.isArray(within);
  return typeof member === 'object'
    ? member === null || Array.isArray(member) || isPlain(member)
    : typeof member === 'number'
      ? Number.isFinite(member)
      : /^(string|boolean)$/.test(typeof member);
}
