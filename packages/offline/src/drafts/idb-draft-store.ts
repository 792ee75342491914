import type { DraftRecord, DraftSaved } from '@holdfast/core/parts';
import type { DBSchema, IDBPObjectStore, StoreNames } from 'idb';
import { webChannel } from '../channel/web-channel.ts';
import { openDatabase } from '../database/idb-open.ts';
import { isSameSave, judgeSave, mayRemove } from './draft-revision.ts';
import { judgeLastWords, readBack, writeOut } from './last-words.ts';
import type { InspectableDraftStore, QuarantinedDraft } from './quarantined-draft.ts';
import { removalNews } from './removal-news.ts';
import { webLastWords } from './web-last-words.ts';

export interface DraftStoreOptions {
  /** The name of the database. @default 'holdfast-drafts' */
  readonly name?: string;
}

type SaveKey = [owner: string, key: string, revision: number, savedAt: number];

interface DraftSchema extends DBSchema {
  drafts: { key: [owner: string, key: string]; value: DraftRecord };
  quarantine: { key: number; value: QuarantinedDraft; indexes: { save: SaveKey } };
}

/**
 * Drafts in IndexedDB, in a database of their own, shared by all tabs. A save is on disk when it
 * resolves. It opens at the first use; creating it does nothing.
 */
export function createDraftStore(options: DraftStoreOptions = {}): InspectableDraftStore {
  const { name = 'holdfast-drafts' } = options;
  const lastWords = webLastWords(name);
  const news = removalNews(() =>
    typeof BroadcastChannel === 'undefined' ? undefined : webChannel(name),
  );
  const database = openDatabase<DraftSchema>({
    name,
    version: 1,
    upgrade(upgraded) {
      upgraded.createObjectStore('drafts', { keyPath: ['owner', 'key'] });
      upgraded
        .createObjectStore('quarantine', { autoIncrement: true })
        .createIndex('save', ['record.owner', 'record.key', 'record.revision', 'record.savedAt']);
    },
  });

  async function save(record: DraftRecord): Promise<DraftSaved> {
    const { owner, key, revision } = record;
    const result = await database.transact(
      ['drafts'],
      'readwrite',
      async (tx) => {
        const drafts = tx.objectStore('drafts');
        const saved = judgeSave(await drafts.get([owner, key]), record);
        if (saved.kind === 'saved') await drafts.put(record);
        return saved;
      },
      { durability: 'strict' },
    );
    if (result.kind === 'saved') forgetLastWords(owner, key, revision);
    return result;
  }

  async function takeLastWords(owner: string, key: string): Promise<void> {
    const last = lastWords.get(owner, key);
    if (!last) return;
    await database.transact(
      ['drafts', 'quarantine'],
      'readwrite',
      async (tx) => {
        const drafts = tx.objectStore('drafts');
        const stored = await drafts.get([owner, key]);
        const record = readBack(last, stored);
        if (!record) return;
        const fate = judgeLastWords(stored, record);
        if (fate === 'write') await drafts.put(record);
        if (fate === 'set-aside') await setAside(tx.objectStore('quarantine'), record, 'conflict');
      },
      { durability: 'strict' },
    );
    // Not before what became of them is on disk.
    forgetLastWords(owner, key, last.revision);
  }

  function forgetLastWords(owner: string, key: string, revision = Infinity): void {
    const last = lastWords.get(owner, key);
    if (last && last.revision <= revision) lastWords.remove(owner, key);
  }

  return {
    async load(owner, key) {
      await takeLastWords(owner, key);
      return database.transact(['drafts'], 'readonly', (tx) =>
        tx.objectStore('drafts').get([owner, key]),
      );
    },

    save,

    async remove(owner, key, revision) {
      const removed = await database.transact(['drafts'], 'readwrite', async (tx) => {
        const drafts = tx.objectStore('drafts');
        const stored = await drafts.get([owner, key]);
        if (!mayRemove(stored, revision)) return undefined;
        await drafts.delete([owner, key]);
        return stored?.revision;
      });
      forgetLastWords(owner, key, revision);
      if (removed !== undefined) news.tell(owner, key, removed);
    },

    quarantine: (record, reason) =>
      database.transact(
        ['drafts', 'quarantine'],
        'readwrite',
        async (tx) => {
          const { owner, key } = record;
          await setAside(tx.objectStore('quarantine'), record, reason);
          const drafts = tx.objectStore('drafts');
          if (isSameSave(await drafts.get([owner, key]), record)) await drafts.delete([owner, key]);
        },
        { durability: 'strict' },
      ),

    keepNow(record) {
      const written = writeOut(record);
      if (written) lastWords.put(written);
    },

    onRemoved: news.on,

    quarantined: (owner) =>
      database.transact(['quarantine'], 'readonly', async (tx) => {
        const found = await tx.objectStore('quarantine').getAll();
        return found.filter(({ record }) => record.owner === owner);
      }),
  };
}

type Quarantine<TNames extends ArrayLike<StoreNames<DraftSchema>>> = IDBPObjectStore<
  DraftSchema,
  TNames,
  'quarantine',
  'readwrite'
>;

/** Two tabs may set the same save aside; one copy of it is enough. */
async function setAside<TNames extends ArrayLike<StoreNames<DraftSchema>>>(
  quarantine: Quarantine<TNames>,
  record: DraftRecord,
  reason: string,
): Promise<void> {
  const { owner, key, revision, savedAt } = record;
  const known = await quarantine.index('save').getKey([owner, key, revision, savedAt]);
  if (known === undefined) await quarantine.add({ record, reason });
}
