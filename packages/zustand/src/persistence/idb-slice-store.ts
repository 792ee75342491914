import {
  webClock,
  type DraftRecord,
  type DraftSaved,
  type Platform,
  requireOptions,
} from '@holdfast/core/parts';
import { ask, openSlices } from './idb-slices.ts';
import type { RecordAside, SliceStore } from './slice-store.ts';

export interface IdbSliceStoreOptions {
  /** The name of the database. @default 'holdfast-slices' */
  readonly name?: string;
  /** @default webClock */
  readonly platform?: Pick<Platform, 'schedule'>;
}

/**
 * Keeps slices in IndexedDB, for data that is large or that JSON cannot hold. One transaction compares and writes, so
 * no tab writes over data that it has not seen. A step that the engine has not done after 10 s fails with
 * `STORAGE_FAILED`. An app with `@holdfast/offline` gives `holdfast.drafts` instead.
 */
export function idbSliceStore(options: IdbSliceStoreOptions = {}): SliceStore {
  requireOptions('idbSliceStore', options, {
    name: 'a text that is not empty?',
    platform: 'an object with schedule?',
  });

  const { name = 'holdfast-slices', platform = webClock } = options;
  const transact = openSlices(name, platform);
  return {
    load: (owner, key) => transact('readonly', (kept) => stored(kept, { owner, key })),
    save: (record) =>
      transact<DraftSaved>('readwrite', async (kept) => {
        const theirs = await stored(kept, record);
        if (theirs && theirs.revision !== record.revision - 1) return { kind: 'conflict', theirs };
        kept.put(record);
        return { kind: 'saved' };
      }),
    quarantine: (record, reason) =>
      transact('readwrite', async (kept, aside) => {
        const { owner, key, revision } = record;
        // Another tab may have moved the record already.
        if ((await stored(kept, record))?.revision !== revision) return;
        aside.add({ owner, key, record, reason });
        kept.delete([owner, key]);
      }),
    aside: (owner, key) =>
      transact('readonly', async (_, aside) => {
        const rows: IDBRequest<RecordAside[]> = aside.index('slice').getAll([owner, key]);
        return (await ask(rows)).map(({ record, reason }) => ({ record, reason }));
      }),
    forgetAside: (owner, key) =>
      transact('readwrite', (_, aside) => deleteAside(aside, IDBKeyRange.only([owner, key]))),
    purge: (owner) =>
      transact('readwrite', async (kept, aside) => {
        const all = IDBKeyRange.bound([owner], [owner, []]);
        kept.delete(all);
        await deleteAside(aside, all);
      }),
  };
}

function stored(
  kept: IDBObjectStore,
  { owner, key }: Pick<DraftRecord, 'owner' | 'key'>,
): Promise<DraftRecord | undefined> {
  return ask(kept.get([owner, key]));
}

async function deleteAside(aside: IDBObjectStore, slices: IDBKeyRange): Promise<void> {
  for (const key of await ask(aside.index('slice').getAllKeys(slices))) aside.delete(key);
}
