import { keptRead, type ReadCachePort, requireOptions } from '@holdfast/core/parts';
import { isFailure } from '@holdfast/core';
import { bytesOf } from '../database/bytes-of.ts';
import { openDatabase, type Closable } from '../database/idb-open.ts';
import { parseKeptRead } from './parse-kept-read.ts';
import { ask, beginningWith, recordsOf } from '../database/idb-request.ts';

export interface ReadCacheOptions {
  /** The name of the database. @default 'holdfast-cache' */
  readonly name?: string;
  /** How many answers are kept for each owner. Beyond that the oldest is dropped. @default 200 */
  readonly maxEntries?: number;
  /**
   * How many bytes the answers of each owner may take, about. Beyond that the oldest is dropped. A larger answer is not
   * kept. @default 20_000_000
   */
  readonly maxBytes?: number;
}

/**
 * Keeps answers of reads in IndexedDB, in a database of their own, shared by all tabs. When the browser's quota is
 * reached, the cache drops all answers, so that drafts and queued writes get the room. It may drop any answer at
 * any time.
 */
export function createReadCache(options: ReadCacheOptions = {}): ReadCachePort & Closable {
  requireOptions('createReadCache', options, {
    name: 'a text that is not empty?',
    maxEntries: 'a whole number from 0 on?',
    maxBytes: 'a number from 0 on?',
  });

  const { name = 'holdfast-cache', maxEntries = 200, maxBytes = 20_000_000 } = options;
  const database = openDatabase({
    name,
    version: 2,
    upgrade(upgraded, from) {
      // Answers of an earlier version tell no size. They may be dropped at any time.
      if (from > 0) upgraded.deleteObjectStore('reads');
      upgraded
        .createObjectStore('reads', { keyPath: ['owner', 'key'] })
        .createIndex('age', ['owner', 'storedAt', 'bytes']);
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
      const bytes = bytesOf(value);
      if (bytes > maxBytes) return;
      const kept = { owner, key, value, storedAt, bytes };
      try {
        await database.transact(['reads'], 'readwrite', async (tx) => {
          const reads = tx.objectStore('reads');
          reads.put(kept);
          let [entries, all] = [0, 0];
          const age = reads.index('age');
          const now = [owner, storedAt + SLACK_MS, []];
          // From the youngest on. Answers from the future came while the clock was ahead, and go first: a cache full of
          // them would keep no new answer until that time.
          for (const range of [
            IDBKeyRange.bound([owner], now),
            IDBKeyRange.bound(now, [owner, []]),
          ]) {
            // The index has the sizes, so no answer is read.
            const found = recordsOf(age.openKeyCursor(range, 'prev'));
            for await (const { key: place, primaryKey } of found) {
              entries += 1;
              all += Number((place as IDBValidKey[])[2]);
              if (entries > maxEntries || all > maxBytes) reads.delete(primaryKey);
            }
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

// Another tab may have kept an answer a moment later.
const SLACK_MS = 60_000;
