import { Failure } from '@holdfast/core';
import { STORAGE_CORRUPT } from '@holdfast/core/failures';
import { type DraftRecord, webChannel, webClock, requireOptions } from '@holdfast/core/parts';
import { isAside, setAside, UNCHOSEN } from './idb-drafts-aside.ts';
import { refuseBeyond } from './idb-draft-room.ts';
import { draftOf, storedIn } from './idb-stored-draft.ts';
import { bytesOf } from '../database/bytes-of.ts';
import { openDatabase, type Closable } from '../database/idb-open.ts';
import { ask, recordsOf } from '../database/idb-request.ts';
import { isSameSave, judgeSave, mayRemove } from './draft-revision.ts';
import { DRAFTS_VERSION, upgradeDrafts } from './idb-draft-schema.ts';
import { judgeLastWords, readBack, writeOut, type WordsLeft } from './last-words.ts';
import type { InspectableDraftStore, QuarantinedDraft } from './quarantined-draft.ts';
import { parseDraft } from './parse-draft.ts';
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
  requireOptions('createDraftStore', options, {
    name: 'a text that is not empty?',
    maxBytes: 'a number from 0 on?',
  });

  const { name = 'holdfast-drafts', maxBytes = 50_000_000 } = options;
  const lastWords = webLastWords(name, webClock.random());
  const news = removalNews(() =>
    typeof BroadcastChannel === 'undefined' ? undefined : webChannel(name),
  );
  const database = openDatabase({
    name,
    version: DRAFTS_VERSION,
    upgrade: upgradeDrafts,
  });

  /**
   * Both stores change in one transaction that survives a power failure, because a draft that was sent must not
   * come back.
   */
  const strictly = <T>(work: (tx: IDBTransaction) => Promise<T>): Promise<T> =>
    database.transact(BOTH, 'readwrite', work, 'strict');

  const lastUpTo = (owner: string, key: string, revision = Infinity): readonly WordsLeft[] =>
    lastWords.left(owner, key).filter(({ record }) => record.revision <= revision);

  /**
   * The last words that would be the draft if the device had room to write them. This page goes on from them, so they
   * are its own now; its next save follows the stored draft.
   */
  const unwritten = async (
    last: readonly WordsLeft[],
    owner: string,
    key: string,
  ): Promise<DraftRecord | undefined> => {
    const stored = await database.transact(['drafts'], 'readonly', async (tx) =>
      draftOf(await ask(tx.objectStore('drafts').get([owner, key]))),
    );
    for (const words of last) {
      const record = readBack(words.record, stored);
      if (!record || judgeLastWords(stored, record) !== 'write') continue;
      if (!words.isOwn) {
        lastWords.put(words.record);
        lastWords.forget(words);
      }
      return { ...record, revision: stored?.revision ?? 0 };
    }
    return undefined;
  };

  const aside = (owner: string, key?: string): Promise<readonly QuarantinedDraft[]> =>
    database.transact(['quarantine'], 'readonly', async (tx) => {
      const found: QuarantinedDraft[] = await ask(tx.objectStore('quarantine').getAll());
      return found.filter((row) => isAside(row, owner, key));
    });

  return {
    async load(owner, key) {
      const last = lastUpTo(owner, key);
      if (last.length > 0) {
        try {
          await strictly(async (tx) => takeIn(tx, last, await storedIn(tx, owner, key)));
        } catch (error) {
          const draft = await unwritten(last, owner, key);
          if (draft) return draft;
          throw error;
        }
      }
      // Not before the draft made of them is on disk.
      last.forEach(lastWords.forget);
      const row: unknown = await database.transact(['drafts'], 'readonly', (tx) =>
        ask(tx.objectStore('drafts').get([owner, key])),
      );
      const draft = draftOf(row);
      if (row === undefined || draft) return draft;
      await strictly((tx) => storedIn(tx, owner, key));
      throw new Failure(STORAGE_CORRUPT);
    },

    async save(record) {
      const { owner, key, revision } = record;
      const last = lastUpTo(owner, key, revision);
      const result = await strictly(async (tx) => {
        const saved = judgeSave(await storedIn(tx, owner, key), record);
        if (saved.kind === 'saved') {
          const bytes = bytesOf(record.value);
          await refuseBeyond(tx, record, bytes, maxBytes);
          tx.objectStore('drafts').put({ ...record, bytes });
          // This page has gone on from its own last words. Those of other pages are not lost.
          await takeIn(tx, ofOthers(last), record);
        }
        return saved;
      });
      if (result.kind === 'saved') last.forEach(lastWords.forget);
      return result;
    },

    async remove(owner, key, revision) {
      // What this page left is sent or given up, also where no save of it came to an end.
      const last = lastUpTo(owner, key).filter(
        ({ isOwn, record }) => isOwn || revision === undefined || record.revision <= revision,
      );
      const removed = await strictly(async (tx) => {
        const stored = await storedIn(tx, owner, key);
        await takeIn(tx, ofOthers(last), stored, true);
        if (!mayRemove(stored, revision)) return undefined;
        tx.objectStore('drafts').delete([owner, key]);
        return stored?.revision;
      });
      last.forEach(lastWords.forget);
      if (removed !== undefined) news.tell(owner, key, removed);
    },

    quarantine: (record, reason) =>
      strictly(async (tx) => {
        const { owner, key } = record;
        const isMarked = await setAside(tx, record, reason);
        if (!isMarked && isSameSave(await storedIn(tx, owner, key), record)) {
          tx.objectStore('drafts').delete([owner, key]);
        }
      }),

    keepNow(record) {
      const written = writeOut(record);
      if (written) lastWords.put(written);
    },

    onRemoved: news.on,

    quarantined: aside,
    aside,

    unchosen: (owner, key) =>
      database.transact(['quarantine'], 'readonly', async (tx) => {
        const of = IDBKeyRange.bound([owner, key], [owner, key, []]);
        const left: QuarantinedDraft[] = await ask(
          tx.objectStore('quarantine').index('save').getAll(of),
        );
        return left
          .flatMap(({ record, reason }) => (reason === UNCHOSEN && parseDraft(record)) || [])
          .toSorted((a, b) => b.savedAt - a.savedAt);
      }),

    forgetAside: (owner, key) =>
      strictly(async (tx) => {
        for await (const cursor of recordsOf(tx.objectStore('quarantine').openCursor())) {
          if (isAside(cursor.value, owner, key)) cursor.delete();
        }
      }),

    async dispose() {
      news.dispose();
      await database.close();
    },
  };
}

const ofOthers = (last: readonly WordsLeft[]): readonly WordsLeft[] =>
  last.filter(({ isOwn }) => !isOwn);

/**
 * Takes in last words, the latest first, as saves that came late. The words of at most one page become the draft; those
 * of the others are set aside. With `isWritten`, all are.
 */
async function takeIn(
  tx: IDBTransaction,
  last: readonly WordsLeft[],
  stored: DraftRecord | undefined,
  isWritten = false,
): Promise<void> {
  let draft = stored;
  for (const words of last) {
    const record = readBack(words.record, stored);
    if (!record) continue;
    const fate = judgeLastWords(draft, record);
    if (fate === 'write' && !isWritten) {
      tx.objectStore('drafts').put({ ...record, bytes: bytesOf(record.value) });
      draft = record;
      isWritten = true;
    } else if (fate !== 'drop') await setAside(tx, record, UNCHOSEN);
  }
}
