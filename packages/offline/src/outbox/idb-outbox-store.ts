import { isFailure } from '@holdfast/core';
import { isLarge, parted } from './body-parts.ts';
import type { StoredEntry } from './entry-record.ts';
import { ask } from '../database/idb-request.ts';
import type { Dependencies } from '../chains/await-dependencies.ts';
import type { Coalescing } from '../chains/coalesce-unsent.ts';
import { groupCalls } from './group-calls.ts';
import { addEntries, type Addition, type Room } from './idb-add-entries.ts';
import { deleteBody } from './idb-bodies.ts';
import { applied } from './idb-entry-step.ts';
import { seqOf } from './idb-find.ts';
import { claimFollowers, pageOfHeads } from './idb-lane-heads.ts';
import { pausedIn, setPaused } from './idb-lanes.ts';
import { keyOf, quarantinedIn } from './idb-quarantine.ts';
import { openReplayStore, ROWS } from './idb-replay-store.ts';
import { ALL_LANES, type EntryChange, type OutboxStore } from './outbox-store.ts';

// A larger transaction would keep others waiting, and may exceed the time limit of a transaction.
const GROUP_BYTES = 1_000_000;
const ENTRY_BYTES = 1_000;
// Long reads go page by page, so that sends and additions get in between. The first pages are short, because the first
// burst begins beside them.
const FIRST_PAGE = 10;
const LAST_PAGE = 160;

/** The parts that an app gives to its store. */
export interface StoreParts {
  readonly coalescing?: Coalescing | undefined;
  readonly dependencies?: Dependencies | undefined;
}

/** The whole outbox of a page. */
export function openOutboxStore(
  name: string,
  platform: Parameters<typeof openReplayStore>[1],
  damaged: Parameters<typeof openReplayStore>[2],
  additionsAre: IDBTransactionDurability = 'strict',
  { coalescing, dependencies }: StoreParts = {},
): OutboxStore {
  const { store, sieve, write, read } = openReplayStore(
    name,
    platform,
    damaged,
    dependencies,
    claimFollowers,
  );
  const rooms = new Map<string, Room>();
  /** Of the entries that this page added. */
  let firstSeq = Infinity;
  const add = groupCalls<Addition, StoredEntry | undefined>({
    async run(given) {
      // Computes the digests before the transaction begins, because it would end while they are computed.
      const additions = given.some(({ entry }) => isLarge(entry.request.body))
        ? await Promise.all(given.map(parted))
        : given;
      const plain = (tx: IDBTransaction) => addEntries(tx, additions, rooms);
      const coalesced = (tx: IDBTransaction) =>
        coalescing!.add(tx, sieve, additions, firstSeq, (rest) => addEntries(tx, rest, rooms));
      const { ends, counted } = await write(ROWS, coalescing ? coalesced : plain, additionsAre);
      for (const [owner, room] of counted) rooms.set(owner, room);
      const seqs = ends.flatMap((end) => ('value' in end && end.value ? [end.value.seq] : []));
      firstSeq = Math.min(firstSeq, ...seqs);
      return ends;
    },
    // Small entries may still find room on a disk that is too full for a large one.
    splits: (error) =>
      isFailure(error, 'STORAGE_QUOTA') || isFailure(error, 'STORAGE_QUERY_FAILED'),
    sizeOf: ({ entry: { request } }) => ENTRY_BYTES + (request.body?.length ?? 0),
    most: GROUP_BYTES,
  });

  return {
    ...store,
    add: (entry, maxEntries, takeIn) => add({ entry, maxEntries, takeIn }),

    drop: (ids) =>
      write(['entries', 'bodies'], async (tx) => {
        const entries = tx.objectStore('entries');
        for (const id of ids) {
          const seq = await seqOf(tx, id);
          if (seq !== undefined) entries.delete(seq);
          deleteBody(tx, id);
        }
      }),

    async enter(owner, transition, now) {
      const changes: EntryChange[] = [];
      await write(['meta'], (tx) => void tx.objectStore('meta').put(owner, 'subject'));
      if (owner === null) return changes;
      let afterLane: string | undefined;
      for (let count = FIRST_PAGE; ; count = nextPage(count)) {
        const after = afterLane;
        const page = await write(ROWS, async (tx) => {
          const heads = await pageOfHeads(tx, sieve, owner, after, count);
          return heads.map((head) => ({ head, change: applied(tx, head, transition(head), now) }));
        });
        for (const { change } of page) if (change) changes.push(change);
        if (page.length < count) return changes;
        afterLane = page.at(-1)?.head.lane;
      }
    },

    async list(owner) {
      const mine: StoredEntry[] = [];
      let after: IDBValidKey = -Infinity;
      for (let count = FIRST_PAGE; ; count = nextPage(count)) {
        const range = IDBKeyRange.lowerBound(after, true);
        const page: { readonly seq: IDBValidKey; readonly owner?: unknown }[] = await read(
          ['entries'],
          (tx) => ask(tx.objectStore('entries').getAll(range, count)),
        );
        for (const row of page) {
          const entry = row.owner === owner ? sieve.entry(row) : undefined;
          if (entry) mine.push(entry);
        }
        const last = page.at(-1);
        if (!last || page.length < count) return mine;
        after = last.seq;
      }
    },

    ended: (from) =>
      read(['ledger'], async (tx) => {
        const ends = tx.objectStore('ledger').index('settledAt');
        const rows = await ask(ends.getAll(IDBKeyRange.lowerBound(from)));
        return rows.flatMap((row) => sieve.end(row) ?? []);
      }),

    pause: (owner, lane = ALL_LANES, isPaused) =>
      write(
        ['lanes'],
        (tx) => {
          setPaused(tx, owner, lane, isPaused);
          return pausedIn(tx, owner);
        },
        'strict',
      ),

    quarantined: () => read(['meta'], quarantinedIn),
    discard: (row) => write(['meta'], (tx) => void tx.objectStore('meta').delete(keyOf(row))),

    realIdRow: (temporary) => read(['ids'], (tx) => ask(tx.objectStore('ids').get(temporary))),
  };
}

function nextPage(count: number): number {
  return Math.min(2 * count, LAST_PAGE);
}
