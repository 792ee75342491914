import { Failure } from '../failures/failure.ts';
import { STORAGE_FAILED } from '../failures/kinds/storage.ts';
import { TIMEOUT } from '../failures/kinds/policy.ts';
import { inTime } from '../platform/in-time.ts';
import type { Platform } from '../platform/platform.ts';
import type { DraftStore } from './draft-store.ts';

// A store that has not answered by then may never do so, and later calls wait for this one.
const LONGEST_MS = 10_000;

/**
 * A store of drafts whose calls end: one that takes more than ten seconds rejects with `STORAGE_FAILED`, and its cause is
 * `TIMEOUT`. The store may still do its work later.
 */
export function promptDraftStore(
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
