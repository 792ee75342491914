import { webChannel, webPlatform } from '@holdfast/core/parts';
import { openDatabase } from '../database/idb-open.ts';
import { ask, recordsOf } from '../database/idb-request.ts';
import { membersOf } from '../database/row.ts';
import { placeOfKey } from '../encryption/idb-owner-keys.ts';
import type { Hint } from '../outbox/hints.ts';
import { deleteBody } from '../outbox/idb-bodies.ts';
import { OUTBOX_VERSION, upgradeOutbox } from '../outbox/idb-outbox-schema.ts';
import { ownerOf } from '../outbox/quarantined-row.ts';

const STORES = ['entries', 'bodies', 'ledger', 'meta', 'ids', 'lanes'];

/** The rows of an owner in the database of an outbox. */
export interface OutboxOfOwner {
  /** How many entries have not left, with those that were set aside. */
  count(): Promise<number>;
  /**
   * Deletes all rows of the owner, if at most `most` entries would be lost. Resolves with how many entries there were.
   */
  purge(most: number): Promise<number>;
  /**
   * Deletes the answers that ended entries got, and all rows when no entry is left. Resolves with how many entries
   * stay.
   */
  purgeAnswers(): Promise<number>;
  close(): Promise<void>;
}

/** The purge works beside the outbox of the page, in transactions of its own. */
export function outboxOfOwner(name: string, owner: string): OutboxOfOwner {
  const database = openDatabase({
    ...{ name, version: OUTBOX_VERSION },
    upgrade: (created, from) => upgradeOutbox(created, from, webPlatform.random()),
  });
  const found = async (tx: IDBTransaction): Promise<ReadonlyMap<IDBValidKey, unknown>> => {
    const ids = new Map<IDBValidKey, unknown>();
    for await (const { value, primaryKey } of recordsOf(tx.objectStore('entries').openCursor())) {
      if (ownerOf(value) === owner) ids.set(primaryKey, membersOf(value)['id']);
    }
    for await (const { value, primaryKey } of recordsOf(tx.objectStore('meta').openCursor())) {
      const { row, store } = membersOf(value);
      if (ownerOf(row) === owner && store === 'entries') ids.set(primaryKey, membersOf(row)['id']);
    }
    return ids;
  };
  const purge = async (most: number): Promise<number> => {
    const ids = await database.transact(
      STORES,
      'readwrite',
      async (tx) => {
        const entries = await found(tx);
        if (entries.size > most) return entries;
        for (const id of entries.values()) if (typeof id === 'string') deleteBody(tx, id);
        for (const store of ['entries', 'ledger', 'ids', 'lanes', 'meta']) {
          for await (const cursor of recordsOf(tx.objectStore(store).openCursor())) {
            const { value } = cursor;
            if (ownerOf(value) === owner || ownerOf(membersOf(value)['row']) === owner) {
              cursor.delete();
            }
          }
        }
        // Without the key, a copy of the disk does not decrypt either.
        const meta = tx.objectStore('meta');
        meta.delete(placeOfKey(owner));
        // The worker no longer sends for this user, and the database no longer names them.
        if ((await ask(meta.get('subject'))) === owner) meta.put(null, 'subject');
        return entries;
      },
      'strict',
    );
    if (ids.size <= most) tellTabs(name, [...ids.values()]);
    return ids.size;
  };
  return {
    purge,
    count: () =>
      database.transact(['entries', 'meta'], 'readonly', async (tx) => (await found(tx)).size),
    async purgeAnswers() {
      const stay = await purge(0);
      if (stay === 0) return 0;
      await database.transact(
        ['ledger'],
        'readwrite',
        async (tx) => {
          for await (const cursor of recordsOf(tx.objectStore('ledger').openCursor())) {
            if (ownerOf(cursor.value) === owner) cursor.update(withoutAnswer(cursor.value));
          }
        },
        'strict',
      );
      return stay;
    },
    close: database.close,
  };
}

/** Keeps the end without its answer, because entries that stay may ask for it. */
function withoutAnswer(row: unknown): unknown {
  const { sent: _, ...end } = membersOf(row);
  const { value: __, failure: ___, ...settlement } = membersOf(end['settlement']);
  return { ...end, settlement };
}

function tellTabs(name: string, ids: readonly unknown[]): void {
  const channel = webChannel(name);
  channel.post({ ids: ids.filter((id) => typeof id === 'string') } satisfies Hint);
  channel.dispose();
}
