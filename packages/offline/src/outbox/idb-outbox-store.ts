import { Failure, isFailure } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';
import { DISPOSED } from '@holdfast/core/failures';
import type { StoredEntry } from './entry-record.ts';
import { openDatabase } from '../database/idb-open.ts';
import { isOfDatabase } from '../database/is-of-database.ts';
import { applyStep, changeOne, type ReadTx, type Tx, type TxStores } from './idb-entry-step.ts';
import { claimHeads, laneHeads } from './idb-lane-heads.ts';
import { OUTBOX_VERSION, upgradeOutbox, type OutboxSchema } from './idb-outbox-schema.ts';
import type { EntryChange, OutboxStore, Pulse } from './outbox-store.ts';

const STORES = ['entries', 'ledger', 'meta'] as const satisfies TxStores;
const ATTEMPTS = 3;
const PATIENCE_MS = 4_000;

/** The outbox in its own database, so that no other work of the app delays its transactions. */
export function openOutboxStore(
  name: string,
  platform: Pick<Platform, 'schedule' | 'monotonic'>,
): OutboxStore {
  const database = openDatabase<OutboxSchema>({
    ...{ name, version: OUTBOX_VERSION, upgrade: upgradeOutbox, platform },
  });
  let closed = false;

  // A lost connection may leave it open whether the last transaction was committed. Every one here can
  // safely run twice: additions know their id, steps compare before they set.
  const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
    const started = platform.monotonic();
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw new Failure(DISPOSED);
      try {
        return await work();
      } catch (error) {
        const again = isFailure(error) && isOfDatabase(error) && error.retry !== 'never';
        // Retrying would triple the wait when the engine does not answer.
        const isSlow = platform.monotonic() - started >= PATIENCE_MS;
        if (!again || isSlow || attempt === ATTEMPTS) throw error;
      }
    }
  };

  const write = <T>(
    work: (tx: Tx) => Promise<T>,
    // Losing bookkeeping costs one deduplicated re-send; losing an addition costs what the user made.
    durability: IDBTransactionDurability = 'relaxed',
  ): Promise<T> => patiently(() => database.transact(STORES, 'readwrite', work, { durability }));

  const read = <T>(work: (tx: ReadTx) => Promise<T>): Promise<T> =>
    patiently(() => database.transact(STORES, 'readonly', work));

  return {
    add: (entry) =>
      write(async (tx) => {
        const entries = tx.objectStore('entries');
        const [here, gone] = await Promise.all([
          entries.index('id').getKey(entry.id),
          tx.objectStore('ledger').getKey(entry.id),
        ]);
        if (here !== undefined || gone !== undefined) return undefined;
        // The generator fills in `seq`.
        const seq = await entries.add(entry as StoredEntry);
        return { ...entry, seq };
      }, 'strict'),

    nextEpoch: (seen) =>
      write(async (tx) => {
        const meta = tx.objectStore('meta');
        const pulse = await pulseOf(tx);
        if (seen !== undefined && pulse >= 0 && pulse !== seen) return undefined;
        await meta.put(Math.abs(pulse) + 1, 'pulse');
        const epoch = Number((await meta.get('epoch')) ?? 0) + 1;
        await meta.put(epoch, 'epoch');
        return epoch;
      }),

    pulse: () => read(pulseOf),

    endEpoch: (epoch) =>
      write(async (tx) => {
        const meta = tx.objectStore('meta');
        if ((await meta.get('epoch')) === epoch) await meta.put(-(await pulseOf(tx)), 'pulse');
      }),

    step: ({ answers, claim, epoch, now }) =>
      write(async (tx) => {
        const meta = tx.objectStore('meta');
        if ((await meta.get('epoch')) === epoch) await meta.put((await pulseOf(tx)) + 1, 'pulse');
        const changes: EntryChange[] = [];
        for (const { id, transition } of answers) {
          const change = await changeOne(tx, id, transition, now);
          if (change) changes.push(change);
        }
        if (!claim) return { changes, claimed: [], dueAt: undefined, fenced: false, whole: false };
        const claims = await claimHeads(tx, claim, now);
        return { ...claims, changes: [...changes, ...claims.changes] };
      }),

    change: (id, transition, now) => write((tx) => changeOne(tx, id, transition, now)),

    changeHeads: (owner, transition, now) =>
      write(async (tx) => {
        const changes: EntryChange[] = [];
        for await (const head of laneHeads(tx, owner)) {
          const change = await applyStep(tx, head, transition, now);
          if (change) changes.push(change);
        }
        return changes;
      }),

    list: (owner) =>
      read(async (tx) => {
        const range = IDBKeyRange.bound([owner], [owner, []]);
        const entries = await tx.objectStore('entries').index('lane').getAll(range);
        return entries.toSorted((a, b) => a.seq - b.seq);
      }),

    read: (seqs) =>
      read((tx) => Promise.all(seqs.map((seq) => tx.objectStore('entries').get(seq)))),

    find: (id) =>
      read(async (tx) => {
        const [entry, gone] = await Promise.all([
          tx.objectStore('entries').index('id').get(id),
          tx.objectStore('ledger').get(id),
        ]);
        return entry ?? gone;
      }),

    setSubject: (subject) =>
      write(async (tx) => void (await tx.objectStore('meta').put(subject, 'subject'))),

    prune: (before, keep) =>
      write(async (tx) => {
        const ledger = tx.objectStore('ledger');
        let excess = (await ledger.count()) - keep;
        let cursor = await ledger.index('settledAt').openCursor();
        while (cursor && (excess > 0 || cursor.key < before)) {
          await cursor.delete();
          excess -= 1;
          cursor = await cursor.continue();
        }
      }),

    close() {
      closed = true;
      void database.close();
    },
  };
}

async function pulseOf(tx: Tx | ReadTx): Promise<Pulse> {
  return Number((await tx.objectStore('meta').get('pulse')) ?? 0);
}
