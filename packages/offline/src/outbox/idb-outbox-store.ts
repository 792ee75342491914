import { Failure, isFailure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import { DISPOSED } from '@holdfast/core/failures';
import type { StoredEntry } from './entry-record.ts';
import { openDatabase } from '../database/idb-open.ts';
import { ask, beginningWith, recordsOf } from '../database/idb-request.ts';
import { isOfDatabase } from '../database/is-of-database.ts';
import { groupCalls } from './group-calls.ts';
import { addEntries, type Addition, type Room } from './idb-add-entries.ts';
import { applied, changeOne } from './idb-entry-step.ts';
import { claimHeads, headsOf } from './idb-lane-heads.ts';
import { OUTBOX_VERSION, upgradeOutbox } from './idb-outbox-schema.ts';
import type { EntryChange, Found, OutboxStore } from './outbox-store.ts';

const ALL = { first: [], afterLane: undefined };
const ATTEMPTS = 3;
const PATIENCE_MS = 4_000;
// A transaction of more would keep others waiting, and may take longer than a transaction may.
const GROUP_BYTES = 1_000_000;
const ENTRY_BYTES = 1_000;

/** The outbox in its own database, so that no other work of the app delays its transactions. */
export function openOutboxStore(
  name: string,
  platform: Pick<Platform, 'schedule' | 'monotonic'>,
  additionsAre: IDBTransactionDurability = 'strict',
): OutboxStore {
  const database = openDatabase({
    ...{ name, version: OUTBOX_VERSION, upgrade: upgradeOutbox, platform },
  });
  let closed = false;

  const transact = async <T>(
    mode: 'readonly' | 'readwrite',
    work: (tx: IDBTransaction) => Promise<T> | T,
    // A lost step costs one deduplicated re-send. A lost addition costs the user's input.
    durability?: IDBTransactionDurability,
  ): Promise<T> => {
    const started = platform.monotonic();
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw new Failure(DISPOSED);
      try {
        return await database.transact(['entries', 'ledger', 'meta'], mode, work, durability);
      } catch (error) {
        // A lost connection may leave it open whether the last transaction was committed. Every transaction here
        // can safely run twice: additions know their id, steps compare before they set.
        const again = isFailure(error) && isOfDatabase(error) && error.retry !== 'never';
        // Retrying would triple the wait when the engine does not answer.
        const isSlow = platform.monotonic() - started >= PATIENCE_MS;
        if (!again || isSlow || attempt === ATTEMPTS) throw error;
      }
    }
  };
  const write: <T>(
    work: (tx: IDBTransaction) => Promise<T> | T,
    durability?: IDBTransactionDurability,
  ) => Promise<T> = (work, durability) => transact('readwrite', work, durability);
  const read = <T>(work: (tx: IDBTransaction) => Promise<T> | T): Promise<T> =>
    transact('readonly', work);

  const rooms = new Map<string, Room>();
  const add = groupCalls<Addition, StoredEntry | undefined>({
    async run(additions) {
      const work = (tx: IDBTransaction) => addEntries(tx, additions, rooms);
      const { ends, counted } = await write(work, additionsAre);
      for (const [owner, room] of counted) rooms.set(owner, room);
      return ends;
    },
    // Small entries may still find room on a disk that is too full for a large one.
    splits: (error) =>
      isFailure(error, 'STORAGE_QUOTA') || isFailure(error, 'STORAGE_QUERY_FAILED'),
    sizeOf: ({ entry: { request } }) => ENTRY_BYTES + (request.body?.length ?? 0),
    most: GROUP_BYTES,
  });

  return {
    add: (entry, maxEntries) => add({ entry, maxEntries }),

    nextEpoch: (seen) =>
      write(async (tx) => {
        const pulse = await numberIn(tx, 'pulse');
        if (seen !== undefined && pulse >= 0 && pulse !== seen) return undefined;
        const epoch = (await numberIn(tx, 'epoch')) + 1;
        put(tx, 'pulse', Math.abs(pulse) + 1);
        put(tx, 'epoch', epoch);
        return epoch;
      }),

    pulse: () => read((tx) => numberIn(tx, 'pulse')),

    endEpoch: (epoch) =>
      write(async (tx) => {
        if ((await numberIn(tx, 'epoch')) === epoch)
          put(tx, 'pulse', -(await numberIn(tx, 'pulse')));
      }),

    step: ({ answers, claim, epoch, now }) =>
      write(async (tx) => {
        const current = await numberIn(tx, 'epoch');
        if (current === epoch) put(tx, 'pulse', (await numberIn(tx, 'pulse')) + 1);
        const changes: EntryChange[] = [];
        for (const { id, transition } of answers) {
          const change = await changeOne(tx, id, transition, now);
          if (change) changes.push(change);
        }
        if (!claim) return { changes, claimed: [], dueAt: Infinity, fenced: false, whole: false };
        const claims = await claimHeads(tx, claim, current, now);
        return { ...claims, changes: [...changes, ...claims.changes] };
      }),

    // The user decided and is told so. A lost decision would send what is cancelled, or a retry under a second key.
    change: (id, transition, now) => write((tx) => changeOne(tx, id, transition, now), 'strict'),

    drop: (ids) =>
      write(async (tx) => {
        const entries = tx.objectStore('entries');
        for (const id of ids) {
          const seq = await ask(entries.index('id').getKey(id));
          if (seq !== undefined) entries.delete(seq);
        }
      }),

    enter: (owner, transition, now) =>
      write(async (tx) => {
        const changes: EntryChange[] = [];
        put(tx, 'subject', owner);
        if (owner === null) return changes;
        for await (const head of headsOf(tx, owner, ALL)) {
          const change = applied(tx, head, transition(head), now);
          if (change) changes.push(change);
        }
        return changes;
      }),

    list: (owner) =>
      read(async (tx) => {
        const lanes = tx.objectStore('entries').index('lane');
        const entries: StoredEntry[] = await ask(lanes.getAll(beginningWith(owner)));
        return entries.toSorted((a, b) => a.seq - b.seq);
      }),

    find: (ids) =>
      read((tx) =>
        Promise.all(
          ids.map(
            async (id): Promise<Found | undefined> =>
              ((await ask(tx.objectStore('entries').index('id').get(id))) as Found | undefined) ??
              ((await ask(tx.objectStore('ledger').get(id))) as Found | undefined),
          ),
        ),
      ),

    prune: (before, keep) =>
      write(async (tx) => {
        const ledger = tx.objectStore('ledger');
        let excess = (await ask(ledger.count())) - keep;
        for await (const cursor of recordsOf(ledger.index('settledAt').openCursor())) {
          if (excess <= 0 && Number(cursor.key) >= before) break;
          cursor.delete();
          excess -= 1;
        }
      }),

    close() {
      closed = true;
      return database.close();
    },
  };
}

async function numberIn(tx: IDBTransaction, key: 'epoch' | 'pulse'): Promise<number> {
  return Number((await ask(tx.objectStore('meta').get(key))) ?? 0);
}

function put(
  tx: IDBTransaction,
  key: 'epoch' | 'pulse' | 'subject',
  value: number | string | null,
): void {
  tx.objectStore('meta').put(value, key);
}
