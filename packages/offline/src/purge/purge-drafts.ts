import type { DraftRecord } from '@holdfast/core/parts';
import { openDatabase } from '../database/idb-open.ts';
import { ask, beginningWith, recordsOf } from '../database/idb-request.ts';
import { membersOf } from '../database/row.ts';
import { DRAFTS_VERSION, upgradeDrafts } from '../drafts/idb-draft-schema.ts';
import { draftOf } from '../drafts/idb-stored-draft.ts';
import { isSameDraft } from '../drafts/last-words.ts';
import { webForgetWords, webLastWordsOf, webReadWords } from './web-last-words-of.ts';

/** The drafts of an owner, with those that were set aside and those that a page left in its last moment. */
export interface DraftsOfOwner {
  /** How many drafts only this device has. */
  count(): Promise<number>;
  /**
   * The drafts that only this device has and that can be read. A draft comes once for each text that was set aside or
   * that a page left in its last moment.
   */
  list(): Promise<readonly DraftRecord[]>;
  /** Deletes all drafts, if at most `most` of them exist only here. Resolves with how many exist only here. */
  purge(most: number): Promise<number>;
  /** Deletes all drafts except those that only this device has. Resolves with how many stay. */
  purgeCopies(): Promise<number>;
  close(): Promise<void>;
}

const BOTH = ['drafts', 'quarantine'];

/** `isUnsent` says by its key whether only this device has a draft. */
export function draftsOfOwner(
  name: string,
  owner: string,
  isUnsent: (key: string) => boolean,
): DraftsOfOwner {
  const database = openDatabase({ name, version: DRAFTS_VERSION, upgrade: upgradeDrafts });
  const isCopy = (key: string): boolean => !isUnsent(key);
  const countIn = async (tx: IDBTransaction): Promise<number> => {
    const drafts = tx.objectStore('drafts');
    const places = await ask(drafts.getAllKeys(beginningWith(owner)));
    let count = places.filter((place) => isUnsent(keyOf(place))).length;
    const left = webLastWordsOf(name, owner).filter(({ key }) => isUnsent(key));
    count += left.length;
    // One of them takes the place of the draft, and the others lie beside it.
    for (const key of new Set(left.map((words) => words.key))) {
      if ((await ask(drafts.getKey([owner, key]))) !== undefined) count -= 1;
    }
    for await (const { value } of recordsOf(tx.objectStore('quarantine').openCursor())) {
      const record = membersOf(membersOf(value)['record']);
      if (record['owner'] === owner && isUnsent(String(record['key']))) count += 1;
    }
    return count;
  };
  const deleteWhere = async (tx: IDBTransaction, goes: (key: string) => boolean): Promise<void> => {
    const drafts = tx.objectStore('drafts');
    for (const place of await ask(drafts.getAllKeys(beginningWith(owner)))) {
      if (goes(keyOf(place))) drafts.delete(place);
    }
    for await (const cursor of recordsOf(tx.objectStore('quarantine').openCursor())) {
      const record = membersOf(membersOf(cursor.value)['record']);
      if (record['owner'] === owner && goes(String(record['key']))) cursor.delete();
    }
  };
  const forgetWhere = (goes: (key: string) => boolean): void => {
    for (const { place, key } of webLastWordsOf(name, owner)) if (goes(key)) webForgetWords(place);
  };
  return {
    count: () => database.transact(BOTH, 'readonly', countIn),
    list: () =>
      database.transact(BOTH, 'readonly', async (tx) => {
        const rows: unknown[] = await ask(tx.objectStore('drafts').getAll(beginningWith(owner)));
        const stored = rows.flatMap((row) => draftOf(row) ?? []);
        const aside: DraftRecord[] = [];
        for await (const { value } of recordsOf(tx.objectStore('quarantine').openCursor())) {
          const record = draftOf(membersOf(value)['record']);
          if (record?.owner === owner) aside.push(record);
        }
        const left = webLastWordsOf(name, owner).flatMap(({ place, key }) => {
          const draft = stored.find((one) => one.key === key);
          const words = webReadWords(place, owner, key, draft);
          return words && !isSameDraft(draft, words) ? [words] : [];
        });
        return [...stored, ...aside, ...left].filter(({ key }) => isUnsent(key));
      }),
    async purge(most) {
      const count = await database.transact(
        BOTH,
        'readwrite',
        async (tx) => {
          const all = await countIn(tx);
          if (all <= most) await deleteWhere(tx, () => true);
          return all;
        },
        'strict',
      );
      if (count <= most) forgetWhere(() => true);
      return count;
    },
    async purgeCopies() {
      const stay = await database.transact(
        BOTH,
        'readwrite',
        async (tx) => {
          await deleteWhere(tx, isCopy);
          return countIn(tx);
        },
        'strict',
      );
      forgetWhere(isCopy);
      return stay;
    },
    close: database.close,
  };
}

/** The key of the draft at a place, which begins with its owner. */
function keyOf(place: IDBValidKey): string {
  return (place as string[])[1] ?? '';
}
