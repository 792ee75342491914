import type { CachedRead, ReadCachePort } from '@holdfast/core/parts';
import { isFailure } from '@holdfast/core';
import type { DBSchema } from 'idb';
import { openDatabase } from '../database/idb-open.ts';

export interface ReadCacheOptions {
  /** The name of the database. @default 'holdfast-cache' */
  readonly name?: string;
  /** How many answers are kept for each owner; the oldest leave first. @default 200 */
  readonly maxEntries?: number;
}

interface KeptRead extends CachedRead {
  readonly owner: string;
  readonly key: string;
}

interface CacheSchema extends DBSchema {
  reads: {
    key: [owner: string, key: string];
    value: KeptRead;
    indexes: { age: [owner: string, storedAt: number] };
  };
}

/**
 * Answers of reads in IndexedDB, in a database of their own, shared by all tabs. When the browser's
 * quota is reached it forgets everything, so that drafts and queued writes get the room.
 */
export function createReadCache(options: ReadCacheOptions = {}): ReadCachePort {
  const { name = 'holdfast-cache', maxEntries = 200 } = options;
  const database = openDatabase<CacheSchema>({
    name,
    version: 1,
    upgrade(upgraded) {
      upgraded
        .createObjectStore('reads', { keyPath: ['owner', 'key'] })
        .createIndex('age', ['owner', 'storedAt']);
    },
  });

  return {
    get: (owner, key) =>
      database.transact(['reads'], 'readonly', async (tx) => {
        const kept = await tx.objectStore('reads').get([owner, key]);
        return kept && { value: kept.value, storedAt: kept.storedAt };
      }),

    async put(owner, key, { value, storedAt }) {
      const kept = { owner, key, value, storedAt };
      try {
        await database.transact(['reads'], 'readwrite', async (tx) => {
          const reads = tx.objectStore('reads');
          await reads.put(kept);
          let surplus = (await reads.index('age').count(allOf(owner))) - maxEntries;
          let oldest = surplus > 0 ? await reads.index('age').openCursor(allOf(owner)) : null;
          for (; surplus > 0 && oldest; surplus -= 1) {
            await oldest.delete();
            oldest = await oldest.continue();
          }
        });
      } catch (error) {
        if (isFailure(error, 'STORAGE_QUOTA')) {
          await database
            .transact(['reads'], 'readwrite', (tx) => tx.objectStore('reads').clear())
            .catch(() => {});
        }
        throw error;
      }
    },

    clear: (owner) =>
      database.transact(['reads'], 'readwrite', (tx) =>
        tx.objectStore('reads').delete(allOf(owner)),
      ),
  };
}

// Arrays sort after strings and numbers, so this is every key that begins with the owner.
function allOf(owner: string): IDBKeyRange {
  return IDBKeyRange.bound([owner], [owner, []]);
}
