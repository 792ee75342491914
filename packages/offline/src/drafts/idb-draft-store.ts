import { Failure } from '@holdfast/core';
import { STORAGE_CORRUPT, STORAGE_QUOTA } from '@holdfast/core/failures';
import { membersOf } from '../database/row.ts';
import { type DraftRecord, type DraftSaved, webChannel } from '@holdfast/core/parts';
import { bytesOf } from '../database/bytes-of.ts';
import { openDatabase, type Closable } from '../database/idb-open.ts';
import { ask, beginningWith, recordsOf } from '../database/idb-request.ts';
import { isSameSave, judgeSave, mayRemove } from './draft-revision.ts';
import { DRAFTS_VERSION, upgradeDrafts } from './idb-draft-schema.ts';
import { parseDraft } from './parse-draft.ts';
import { judgeLastWords, readBack, writeOut } from './last-words.ts';
import type { InspectableDraftStore, QuarantinedDraft } from './quarantined-draft.ts';
import { removalNews } from './removal-news.ts';
import { webLastWords } from './web-last-words.ts';

const BOTH = ['drafts', 'quarantine'];

export interface DraftStoreOptions {
  /** The name of the database. @default 'holdfast-drafts' */
  readonly name?: string;
  /**
   * How many bytes the drafts of each owner may take, about, files included. A save beyond that rejects with
   * `STORAGE_QUOTA`, and all drafts stay as they were. @default 50_000_000
   */
  readonly maxBytes?: number;
}

/**
 * Keeps drafts in IndexedDB, in a database of their own, shared by all tabs. A save is on disk when its promise
 * resolves. The database opens at the first use. Each method rejects with a storage `Failure`. When the stored row is no
 * draft, `load` sets it aside and rejects once with `STORAGE_CORRUPT`.
 */
export function createDraftStore(
  options: DraftStoreOptions = {},
): InspectableDraftStore & Closable {
  const { name = 'holdfast-drafts', maxBytes = 50_000_000 } = options;
  const lastWords = webLastWords(name);
  const news = removalNews(() =>
    typeof BroadcastChannel === 'undefined' ? undefined : webChannel(name),
  );
  const database = openDatabase({
    name,
    version: DRAFTS_VERSION,
    upgrade: upgradeDrafts,
  });

  async function save(record: DraftRecord): Promise<DraftSaved> {
    const { owner, key, revision } = record;
    const result = await database.transact(
      BOTH,
      'readwrite',
      async (tx) => {
        const drafts = tx.objectStore('drafts');
        const saved = judgeSave(await storedIn(tx, owner, key), record);
        if (saved.kind === 'saved') {
          const bytes = bytesOf(record.value);
          await refuseBeyond(tx, record, bytes, maxBytes);
          drafts.put({ ...record, bytes });
        }
        return saved;
      },
      'strict',
    );
    if (result.kind === 'saved') forgetLastWords(owner, key, revision);
    return result;
  }

  async function takeLastWords(owner: string, key: string): Promise<void> {
    const last = lastWords.get(owner, key);
    if (!last) return;
    await database.transact(
      BOTH,
      'readwrite',
      async (tx) => {
        const drafts = tx.objectStore('drafts');
        const stored = await storedIn(tx, owner, key);
        const record = readBack(last, stored);
        if (!record) return;
        const fate = judgeLastWords(stored, record);
        if (fate === 'write') drafts.put({ ...record, bytes: bytesOf(record.value) });
        if (fate === 'set-aside') await setAside(tx.objectStore('quarantine'), record, 'conflict');
      },
      'strict',
    );
    // Not before the draft made of them is on disk.
    forgetLastWords(owner, key, last.revision);
  }

  function forgetLastWords(owner: string, key: string, revision = Infinity): void {
    const last = lastWords.get(owner, key);
    if (last && last.revision <= revision) lastWords.remove(owner, key);
  }

  const aside = (owner: string, key?: string): Promise<readonly QuarantinedDraft[]> =>
    database.transact(['quarantine'], 'readonly', async (tx) => {
      const found: QuarantinedDraft[] = await ask(tx.objectStore('quarantine').getAll());
      return found.filter((row) => isAside(row, owner, key));
    });

  return {
    async load(owner, key) {
      await takeLastWords(owner, key);
      const row: unknown = await database.transact(['drafts'], 'readonly', (tx) =>
        ask(tx.objectStore('drafts').get([owner, key])),
      );
      const draft = draftOf(row);
      if (row === undefined || draft) return draft;
      await database.transact(BOTH, 'readwrite', (tx) => storedIn(tx, owner, key), 'strict');
      throw new Failure(STORAGE_CORRUPT);
    },

    save,

    async remove(owner, key, revision) {
      const removed = await database.transact(BOTH, 'readwrite', async (tx) => {
        const drafts = tx.objectStore('drafts');
        const stored = await storedIn(tx, owner, key);
        if (!mayRemove(stored, revision)) return undefined;
        drafts.delete([owner, key]);
        return stored?.revision;
      });
      forgetLastWords(owner, key, revision);
      if (removed !== undefined) news.tell(owner, key, removed);
    },

    quarantine: (record, reason) =>
      database.transact(
        BOTH,
        'readwrite',
        async (tx) => {
          const { owner, key } = record;
          await setAside(tx.objectStore('quarantine'), record, reason);
          const drafts = tx.objectStore('drafts');
          if (isSameSave(await storedIn(tx, owner, key), record)) drafts.delete([owner, key]);
        },
        'strict',
      ),

    keepNow(record) {
      const written = writeOut(record);
      if (written) lastWords.put(written);
    },

    onRemoved: news.on,

    quarantined: (owner) => aside(owner),
    aside,

    forgetAside: (owner, key) =>
      database.transact(['quarantine'], 'readwrite', async (tx) => {
        const store = tx.objectStore('quarantine');
        for await (const cursor of recordsOf(store.openCursor())) {
          if (isAside(cursor.value, owner, key)) cursor.delete();
        }
      }),

    async dispose() {
      news.dispose();
      await database.close();
    },
  };
}

function isAside(row: unknown, owner: string, key?: string): boolean {
  const record = membersOf(membersOf(row)['record']);
  return record['owner'] === owner && (key === undefined || record['key'] === key);
}

/** The stored draft. A row that is none is set aside, so that the next save does not write over it. */
async function storedIn(
  tx: IDBTransaction,
  owner: string,
  key: string,
): Promise<DraftRecord | undefined> {
  const drafts = tx.objectStore('drafts');
  const row: unknown = await ask(drafts.get([owner, key]));
  const draft = draftOf(row);
  if (row !== undefined && !draft) {
    tx.objectStore('quarantine').add({ record: row, reason: 'unreadable' });
    drafts.delete([owner, key]);
  }
  return draft;
}

/** The draft of a row, without the size that only the store needs. */
function draftOf(row: unknown): DraftRecord | undefined {
  const { bytes: _, ...draft } = membersOf(row);
  return parseDraft(draft);
}

/**
 * Refuses a draft for which its owner has no room. A draft that does not grow is kept in any case. The index has the
 * sizes, so no draft is read.
 */
async function refuseBeyond(
  tx: IDBTransaction,
  { owner, key }: DraftRecord,
  bytes: number,
  maxBytes: number,
): Promise<void> {
  let [all, before] = [bytes, 0];
  const sizes = tx.objectStore('drafts').index('bytes').openKeyCursor(beginningWith(owner));
  for await (const { key: size, primaryKey } of recordsOf(sizes)) {
    const own = Number((size as IDBValidKey[])[1]);
    if ((primaryKey as IDBValidKey[])[1] === key) before = own;
    else all += own;
  }
  if (all > maxBytes && bytes > before) throw new Failure(STORAGE_QUOTA);
}

/** Two tabs may set the same save aside; one copy of it is enough. */
async function setAside(
  quarantine: IDBObjectStore,
  record: DraftRecord,
  reason: string,
): Promise<void> {
  const { owner, key, revision, savedAt } = record;
  const known = await ask(quarantine.index('save').getKey([owner, key, revision, savedAt]));
  if (known === undefined) quarantine.add({ record, reason });
}
