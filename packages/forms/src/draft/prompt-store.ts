import { Failure } from '@holdfast/core';
import { STORAGE_FAILED, TIMEOUT } from '@holdfast/core/failures';
import { inTime, type DraftStore, type Platform } from '@holdfast/core/parts';

// A store that has not answered by then may never do so, and the draft's later calls wait for this one.
const LONGEST_MS = 10_000;

/**
 * A store whose calls end: one that takes more than ten seconds rejects with `STORAGE_FAILED`, and its cause is
 * `TIMEOUT`. The store may still do its work later.
 */
export function promptStore(
  store: DraftStore,
  platform: Pick<Platform, 'schedule'>,
): Required<DraftStore> {
  const soon = <T>(work: Promise<T>): Promise<T> =>
    inTime(platform, LONGEST_MS, work, () => {
      throw new Failure(STORAGE_FAILED, { cause: new Failure(TIMEOUT) });
    });
  return {
    load: async (...all) => soon(store.load(...all)),
    save: async (record) => soon(store.save(record)),
    remove: async (...all) => soon(store.remove(...all)),
    quarantine: async (...all) => soon(store.quarantine(...all)),
    unchosen: async (...all) => soon(store.unchosen?.(...all) ?? Promise.resolve([])),
    keepNow: (record) => store.keepNow?.(record),
    onRemoved: (...all) => store.onRemoved?.(...all) ?? (() => {}),
  };
}
