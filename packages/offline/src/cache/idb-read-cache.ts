import { keptRead, type ReadCachePort } from '@holdfast/core/parts';
import { isFailure } from '@holdfast/core';
import { openDatabase, type Closable } from '../database/idb-open.ts';
import { parseKeptRead } from './parse-kept-read.ts';
import { ask, beginningWith, recordsOf } from '../database/idb-request.ts';

export interface ReadCacheOptions {
  /** The name of the database. @default 'holdfast-cache' */
  readonly name?: string;
  /** How many answers are kept for each owner. Beyond that the oldest is dropped. @default 200 */
  readonly maxEntries?: number;
}

/**
 * Keeps answers of reads in IndexedDB, in a database of their own, shared by all tabs. When the browser's quota is
 * reached, the cache drops all answers, so that drafts and queued writes get the room. It may drop any answer at
 * any time.
 */
export function createReadCache(options: ReadCacheOptions = {}): ReadCachePort & Closable {
  const { name = 'holdfast-cache', maxEntries = 200 } = options;
  const database = openDatabase({
    name,
    version: 1,
    upgrade(upgraded) {
      upgraded
        .createObjectStore('reads', { keyPath: ['owner', 'key'] })
        .createIndex('age', ['owner', 'storedAt']);
    },
  });

  return {
    keptRead,
    get: (owner, key) =>
      database.transact(['reads'], 'readonly', async (tx) => {
        // A row that does not parse counts as missing, and the next answer takes its place.
        return parseKeptRead(await ask(tx.objectStore('reads').get([owner, key])));
      }),

    async put(owner, key, { value, storedAt }) {
      const kept = { owner, key, value, storedAt };
      try {
        await database.transact(['reads'], 'readwrite', async (tx) => {
          const reads = tx.objectStore('reads');
          reads.put(kept);
          const byAge = reads.index('age');
          let surplus = (await ask(byAge.count(beginningWith(owner)))) - maxEntries;
          if (surplus <= 0) return;
          for await (const oldest of recordsOf(byAge.openCursor(beginningWith(owner)))) {
            oldest.delete();
            surplus -= 1;
            if (surplus <= 0) break;
          }
        });
      } catch (error) {
        if (isFailure(error, 'STORAGE_QUOTA')) {
          await database
            .transact(['reads'], 'readwrite', (tx) => void tx.objectStore('reads').clear())
            .catch(() => {});
        }
        throw error;
      }
    },

    clear: (owner) =>
      database.transact(
        ['reads'],
        'readwrite',
        (tx) => void tx.objectStore('reads').delete(beginningWith(owner)),
      ),

    dispose: database.close,
  };
}
