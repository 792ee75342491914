import { requireOptions } from '@holdfast/core/parts';
import { type BeaconBuffer, dropTo } from '@holdfast/core/telemetry';
import { openDatabase, type Closable } from '../database/idb-open.ts';
import { parseEvent } from './parse-event.ts';
import { ask } from '../database/idb-request.ts';

export interface BeaconBufferOptions {
  /** The name of the database. @default 'holdfast-beacon' */
  readonly name?: string;
  /**
   * How many events all tabs keep together. Beyond that the oldest of the least severe events is dropped. @default
   * 1_000
   */
  readonly maxEvents?: number;
}

/**
 * Keeps the events of a beacon in IndexedDB, in a database of their own, so that the next page sends the events
 * that a page could not send. All tabs share it, so two tabs may send one event; the server recognises it by its
 * id. The database opens at the first use. Each method rejects with a storage `Failure`.
 */
export function createBeaconBuffer(options: BeaconBufferOptions = {}): BeaconBuffer & Closable {
  requireOptions('createBeaconBuffer', options, {
    name: 'a text that is not empty?',
    maxEvents: 'a whole number from 0 on?',
  });

  const { name = 'holdfast-beacon', maxEvents = 1_000 } = options;
  const database = openDatabase({
    name,
    version: 1,
    // Ids begin with the time, so their order is the order of the events.
    upgrade: (upgraded) => void upgraded.createObjectStore('events', { keyPath: 'id' }),
  });

  return {
    load: () =>
      database.transact(['events'], 'readonly', async (tx) => {
        const rows: unknown[] = await ask(tx.objectStore('events').getAll());
        return rows.flatMap((row) => parseEvent(row) ?? []);
      }),

    add: (added) =>
      database.transact(['events'], 'readwrite', async (tx) => {
        const events = tx.objectStore('events');
        for (const one of added) events.put(one);
        if ((await ask(events.count())) <= maxEvents) return;
        const rows: { readonly id: string }[] = await ask(events.getAll());
        const { kept } = dropTo(
          rows.flatMap((row) => parseEvent(row) ?? []),
          maxEvents,
        );
        // The surplus includes the rows that no beacon can send.
        const ids = new Set(kept.map(({ id }) => id));
        for (const { id } of rows) if (!ids.has(id)) events.delete(id);
      }),

    remove: (ids) =>
      database.transact(['events'], 'readwrite', (tx) => {
        for (const id of ids) tx.objectStore('events').delete(id);
      }),

    dispose: database.close,
  };
}
