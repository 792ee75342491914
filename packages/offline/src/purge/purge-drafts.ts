import { openDatabase } from '../database/idb-open.ts';
import { ask, beginningWith, recordsOf } from '../database/idb-request.ts';
import { membersOf } from '../database/row.ts';
import { DRAFTS_VERSION, upgradeDrafts } from '../drafts/idb-draft-schema.ts';
import { webLastWords } from '../drafts/web-last-words.ts';
import { webLastWordsOf } from './web-last-words-of.ts';

/** The drafts of an owner, with those that were set aside and those that a page left in its last moment. */
export interface DraftsOfOwner {
  count(): Promise<number>;
  /** Deletes them, if they are no more than `most`. Resolves with how many there are. */
  purge(most: number): Promise<number>;
  close(): Promise<void>;
}

const BOTH = ['drafts', 'quarantine'];

export function draftsOfOwner(name: string, owner: string): DraftsOfOwner {
  const database = openDatabase({ name, version: DRAFTS_VERSION, upgrade: upgradeDrafts });
  const lastWords = webLastWords(name);
  const countIn = async (tx: IDBTransaction): Promise<number> => {
    const drafts = tx.objectStore('drafts');
    let count = await ask(drafts.count(beginningWith(owner)));
    for (const key of webLastWordsOf(name, owner)) {
      if ((await ask(drafts.getKey([owner, key]))) === undefined) count += 1;
    }
    for await (const { value } of recordsOf(tx.objectStore('quarantine').openCursor())) {
      if (membersOf(membersOf(value)['record'])['owner'] === owner) count += 1;
    }
    return count;
  };
  return {
    count: () => database.transact(BOTH, 'readonly', countIn),
    async purge(most) {
      const count = await database.transact(
        BOTH,
        'readwrite',
        async (tx) => {
          const all = await countIn(tx);
          if (all > most) return all;
          tx.objectStore('drafts').delete(beginningWith(owner));
          for await (const cursor of recordsOf(tx.objectStore('quarantine').openCursor())) {
            if (membersOf(membersOf(cursor.value)['record'])['owner'] === owner) cursor.delete();
          }
          return all;
        },
        'strict',
      );
      if (count <= most) {
        for (const key of webLastWordsOf(name, owner)) lastWords.remove(owner, key);
      }
      return count;
    },
    close: database.close,
  };
}
