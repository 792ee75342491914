import { type BeaconBuffer, type BeaconEvent, dropTo } from '@holdfast/core/telemetry';
import type { DBSchema } from 'idb';
import { openDatabase } from '../database/idb-open.ts';

export interface BeaconBufferOptions {
  /** The name of the database. @default 'holdfast-beacon' */
  readonly name?: string;
  /** How many events all tabs keep together. Beyond, the oldest of the least severe is dropped. @default 1_000 */
  readonly maxEvents?: number;
}

interface BeaconSchema extends DBSchema {
  // Ids begin with the time, so their order is the order of the events.
  events: { key: string; value: BeaconEvent };
}

/**
 * Events on their way, in IndexedDB, in a database of their own: what a page could not send is sent by the
 * next. Tabs share it, so an event may be sent by two of them; the receiver knows it by its id. It opens
 * at the first use; creating it does nothing. Rejects with a storage `Failure`.
 */
export function createBeaconBuffer(options: BeaconBufferOptions = {}): BeaconBuffer {
  const { name = 'holdfast-beacon', maxEvents = 1_000 } = options;
  const database = openDatabase<BeaconSchema>({
    name,
    version: 1,
    upgrade: (upgraded) => void upgraded.createObjectStore('events', { keyPath: 'id' }),
  });

  return {
    load: () =>
      database.transact(['events'], 'readonly', (tx) => tx.objectStore('events').getAll()),

    add: (added) =>
      database.transact(['events'], 'readwrite', async (tx) => {
        const events = tx.objectStore('events');
        for (const one of added) await events.put(one);
        if ((await events.count()) <= maxEvents) return;
        const { dropped } = dropTo(await events.getAll(), maxEvents);
        for (const { id } of dropped) await events.delete(id);
      }),

    remove: (ids) =>
      database.transact(['events'], 'readwrite', async (tx) => {
        for (const id of ids) await tx.objectStore('events').delete(id);
      }),
  };
}
