import { webPlatform } from '@holdfast/core/parts';
import { openDatabase } from '../database/idb-open.ts';
import { ask } from '../database/idb-request.ts';
import { setAside, type Place } from '../outbox/idb-quarantine.ts';
import { OUTBOX_VERSION, upgradeOutbox } from '../outbox/idb-outbox-schema.ts';
import { webNewKey } from './web-cipher.ts';

export interface OwnerKeys {
  /** The key of an owner as it is on the device now; `undefined` when there is none. */
  find(owner: string): Promise<CryptoKey | undefined>;
  /** The key of an owner. Makes a key when there is none. */
  findOrMake(owner: string): Promise<CryptoKey>;
  /** Sets entries aside that cannot be decrypted. Resolves with how many there were. */
  setAside(ids: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

/** The place of a key in the store `meta`. */
export const placeOfKey = (owner: string): IDBValidKey => ['key', owner];

/** The keys in the database of an outbox, one for each owner. The database keeps a key that no script can read out. */
export function ownerKeys(name: string): OwnerKeys {
  const database = openDatabase({
    ...{ name, version: OUTBOX_VERSION },
    upgrade: (created, from) => upgradeOutbox(created, from, webPlatform.random()),
  });
  const find = (owner: string): Promise<CryptoKey | undefined> =>
    database.transact(['meta'], 'readonly', async (tx) => {
      const found: unknown = await ask(tx.objectStore('meta').get(placeOfKey(owner)));
      return found instanceof CryptoKey ? found : undefined;
    });
  return {
    find,
    async findOrMake(owner) {
      const found = await find(owner);
      if (found) return found;
      const made = await webNewKey();
      return database.transact(
        ['meta'],
        'readwrite',
        async (tx) => {
          const meta = tx.objectStore('meta');
          const other: unknown = await ask(meta.get(placeOfKey(owner)));
          // Another tab made a key meanwhile.
          if (other instanceof CryptoKey) return other;
          meta.put(made, placeOfKey(owner));
          return made;
        },
        'strict',
      );
    },
    setAside: (ids) =>
      database.transact(['entries', 'ledger', 'meta'], 'readwrite', async (tx) => {
        const keys = ids.map((id) => ask(tx.objectStore('entries').index('id').getKey(id)));
        const found = (await Promise.all(keys)).filter((key) => key !== undefined);
        const places = found.map((key): Place => ({ store: 'entries', key }));
        return setAside(tx, places, webPlatform.now(), true);
      }),
    close: database.close,
  };
}
