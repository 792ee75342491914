import { Failure } from '@holdfast/core';
import { isEqual, storable, type DraftRecord, type DraftStore } from '@holdfast/core/parts';
import { STORAGE_QUERY_FAILED } from '@holdfast/core/failures';

/** A draft store in memory. A test can make it fail, delay it and read it. */
export interface MemoryDrafts extends DraftStore {
  /** Drafts that were set aside, oldest first. */
  readonly quarantined: readonly { readonly record: DraftRecord; readonly reason: string }[];
  /** The drafts of one key that were set aside. */
  aside(owner: string, key: string): Promise<MemoryDrafts['quarantined']>;
  /** Deletes the drafts of one key that were set aside. */
  forgetAside(owner: string, key: string): Promise<void>;
  /** From now on every call rejects with this failure; `undefined` makes the store work again. */
  fail(failure: Failure | undefined): void;
  /** The stored drafts, without a call of the store. */
  peek(owner: string, key: string): DraftRecord | undefined;
}

const at = (owner: string, key: string): string => JSON.stringify([owner, key]);

/**
 * Fulfils the promises of `DraftStore` as long as the test holds the store: a page that reloads finds its drafts
 * again.
 */
export function memoryDrafts(): MemoryDrafts {
  const records = new Map<string, DraftRecord>();
  const quarantined: { record: DraftRecord; reason: string }[] = [];
  let broken: Failure | undefined;
  const working = async (): Promise<void> => {
    if (broken) throw broken;
  };
  const peek = (owner: string, key: string): DraftRecord | undefined => records.get(at(owner, key));

  const isOf =
    (owner: string, key: string) =>
    ({ record }: (typeof quarantined)[number]): boolean =>
      record.owner === owner && record.key === key;

  return {
    quarantined,
    fail: (failure) => void (broken = failure),
    peek,
    async load(owner, key) {
      await working();
      const stored = peek(owner, key);
      return stored && copyOf(stored);
    },
    async save(record) {
      await working();
      const stored = peek(record.owner, record.key);
      if (stored && stored.revision !== record.revision - 1) {
        return { kind: 'conflict', theirs: copyOf(stored) };
      }
      records.set(at(record.owner, record.key), copyOf(record));
      return { kind: 'saved' };
    },
    async remove(owner, key, revision = Infinity) {
      await working();
      const stored = peek(owner, key);
      if (stored && stored.revision <= revision) records.delete(at(owner, key));
    },
    async quarantine(record, reason) {
      await working();
      const marked = quarantined.find(
        (aside) => aside.reason === 'unchosen' && isEqual(aside.record, record),
      );
      if (marked) {
        marked.reason = reason;
        return;
      }
      quarantined.push({ record: copyOf(record), reason });
      const stored = peek(record.owner, record.key);
      const isStored = stored?.revision === record.revision && stored.savedAt === record.savedAt;
      if (isStored) records.delete(at(record.owner, record.key));
    },
    async unchosen(owner, key) {
      await working();
      const left = quarantined.filter(isOf(owner, key));
      return copyOf(left.filter(({ reason }) => reason === 'unchosen').map(({ record }) => record));
    },
    async aside(owner, key) {
      await working();
      return copyOf(quarantined.filter(isOf(owner, key)));
    },
    async forgetAside(owner, key) {
      await working();
      const others = quarantined.filter((each) => !isOf(owner, key)(each));
      quarantined.splice(0, Infinity, ...others);
    },
  };
}

/** The value as IndexedDB would return it, files included. */
function copyOf<T>(kept: T): T {
  const { value, lost } = storable(kept);
  if (lost.length > 0) throw new Failure(STORAGE_QUERY_FAILED);
  return value;
}
