import { Failure, isFailure } from '@holdfast/core';
import { peek, type Platform } from '@holdfast/core/parts';
import { DISPOSED, STORAGE_CORRUPT, STORAGE_LOST } from '@holdfast/core/failures';
import type { Dependencies } from '../chains/await-dependencies.ts';
import { openDatabase } from '../database/idb-open.ts';
import { ask, recordsOf } from '../database/idb-request.ts';
import { isOfDatabase } from '../database/is-of-database.ts';
import { whole } from './body-parts.ts';
import { piecesIn } from './idb-bodies.ts';
import { changeAll } from './idb-entry-step.ts';
import { findOne, seqOf } from './idb-find.ts';
import { claimHeads, latestEpochIn, type claimFollowers } from './idb-lane-heads.ts';
import { pausedIn } from './idb-lanes.ts';
import { OUTBOX_VERSION, upgradeOutbox } from './idb-outbox-schema.ts';
import { createSieve, setAside, type Place, type Sieve } from './idb-quarantine.ts';
import { findStrays } from './idb-strays.ts';
import type { ReplayStore } from './outbox-store.ts';
import { parseCount } from './parse-count.ts';

export type StoreName = 'entries' | 'bodies' | 'ledger' | 'meta' | 'lanes' | 'ids';
// Transactions that write one store run one after another, so each transaction asks only for the stores that it
// uses.
export const ROWS: readonly StoreName[] = ['entries', 'bodies', 'ledger'];
const ALL: readonly StoreName[] = [...ROWS, 'meta', 'lanes'];
const WITH_IDS: readonly StoreName[] = [...ALL, 'ids'];
const NUMBERS: readonly Place[] = [
  { store: 'meta', key: 'epoch' },
  { store: 'meta', key: 'pulse' },
];
const ATTEMPTS = 3;
const PATIENCE_MS = 4_000;
// The first entries are sent before the store looks for rows that no other read finds.
const LOOK_AFTER_MS = 1_000;

type Work<T> = (tx: IDBTransaction) => Promise<T> | T;

/** The store of a context that only sends, with the database for what else a page needs. */
export interface OpenedStore {
  readonly store: ReplayStore;
  readonly sieve: Sieve;
  write<T>(
    stores: readonly StoreName[],
    work: Work<T>,
    durability?: IDBTransactionDurability,
  ): Promise<T>;
  read<T>(stores: readonly StoreName[], work: Work<T>): Promise<T>;
}

/**
 * What a burst needs of the outbox in its own database, so that no other work of the app delays its transactions.
 * `damaged` hears how many rows were set aside because they did not parse, and that the database was deleted.
 */
export function openReplayStore(
  name: string,
  platform: Pick<Platform, 'schedule' | 'monotonic' | 'now' | 'random'>,
  damaged: (failure: Failure, rows: number) => void,
  dependencies?: Dependencies,
  /** Claims the entries behind heads that are on their way. @default none is claimed */
  followers?: typeof claimFollowers,
): OpenedStore {
  const database = openDatabase({
    ...{ name, version: OUTBOX_VERSION, platform },
    // Only Chromium says that it deleted all databases because their files were spoilt.
    upgrade: (created, from, _tx, event) =>
      upgradeOutbox(created, from, platform.random() - Number(peek(event, 'dataLoss') === 'total')),
    // A database that was deleted is missed at once: the next transaction compares the token.
    lost: () => void read(['meta'], () => {}).catch(() => {}),
  });
  const sieve = createSieve();
  let connection: IDBDatabase | undefined;
  let token: unknown;
  let closed = false;
  let cancelLook: (() => void) | undefined;
  const lookForStrays = (): void =>
    void read(['entries'], (tx) => findStrays(tx, sieve)).catch(() => {});

  const compareToken = async (opened: IDBDatabase): Promise<void> => {
    const meta = (mode: IDBTransactionMode): IDBObjectStore =>
      opened.transaction(['meta'], mode).objectStore('meta');
    const stored: unknown = await ask(meta('readonly').get('token'));
    // Several transactions begin on a new connection, and only the first one reports it.
    if (opened === connection) return;
    // A worker leaves this to a page, which has followers of entries and a user to tell.
    const isWiped = followers && Number(stored) < 0;
    const found = isWiped ? Number(stored) + 1 : stored;
    const isLost = isWiped || (connection && found !== token);
    connection = opened;
    token = found;
    if (isWiped) meta('readwrite').put(found, 'token');
    if (isLost) damaged(new Failure(STORAGE_LOST), 0);
  };

  const transact = async <T>(
    mode: 'readonly' | 'readwrite',
    stores: readonly StoreName[],
    work: Work<T>,
    // A lost step costs one deduplicated re-send. A lost addition costs the user's input.
    durability?: IDBTransactionDurability,
  ): Promise<T> => {
    const started = platform.monotonic();
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw new Failure(DISPOSED);
      try {
        let comparing: Promise<void> | undefined;
        const result = await database.transact(
          [...stores],
          mode,
          (tx) => {
            // In a transaction of its own, so that no other one has to wait for those that write `meta`.
            if (tx.db !== connection) comparing = compareToken(tx.db).catch(() => {});
            return work(tx);
          },
          durability,
        );
        await comparing;
        cancelLook ??= platform.schedule(LOOK_AFTER_MS, lookForStrays);
        const suspects = sieve.suspects();
        if (suspects.length > 0) void quarantine(suspects).catch(() => {});
        return result;
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
    stores: readonly StoreName[],
    work: Work<T>,
    durability?: IDBTransactionDurability,
  ) => Promise<T> = (stores, work, durability) => transact('readwrite', stores, work, durability);
  const read = <T>(stores: readonly StoreName[], work: Work<T>): Promise<T> =>
    transact('readonly', stores, work);

  /** In a transaction of its own, because a full disk must not undo a read or a claim. */
  const quarantine = async (places: readonly Place[]): Promise<void> => {
    tellAside(await write(ALL, (tx) => setAside(tx, places, platform.now())));
  };
  const tellAside = (rows: number): void => {
    if (rows > 0) damaged(new Failure(STORAGE_CORRUPT), rows);
  };
  const store: ReplayStore = {
    async nextEpoch(seen) {
      let aside = 0;
      const begin = (mayRead: boolean) => async (tx: IDBTransaction) => {
        aside += await setAside(tx, NUMBERS, platform.now());
        const pulse = await numberIn(tx, 'pulse');
        if (seen !== undefined && pulse >= 0 && pulse !== seen) return undefined;
        let before = await countIn(tx, 'epoch');
        if (before === undefined) {
          if (!mayRead) return 0;
          before = await latestEpochIn(tx, sieve);
        }
        put(tx, 'pulse', Math.abs(pulse) + 1);
        put(tx, 'epoch', before + 1);
        return before + 1;
      };
      let begun = await write(['meta'], begin(false));
      // The stored number is missing, and the entries tell the number of the last burst.
      if (begun === 0) begun = await write(ALL, begin(true));
      tellAside(aside);
      return begun;
    },

    pulse: () => read(['meta'], (tx) => numberIn(tx, 'pulse')),

    endEpoch: (epoch) =>
      write(['meta'], async (tx) => {
        if ((await numberIn(tx, 'epoch')) === epoch)
          put(tx, 'pulse', -(await numberIn(tx, 'pulse')));
      }),

    step: ({ answers, claim, follow, epoch, isBeat, survives, now }) =>
      write(
        dependencies ? WITH_IDS : ALL,
        async (tx) => {
          const [current, changes] = await Promise.all([
            numberIn(tx, 'epoch'),
            changeAll(tx, sieve, answers, now),
          ]);
          if (dependencies) for (const change of changes) dependencies.settled(tx, change);
          if (current === epoch && isBeat) put(tx, 'pulse', 1 + (await numberIn(tx, 'pulse')));
          const fenced = current !== epoch;
          const { owner: asked } = claim ?? follow ?? { owner: null };
          const owner =
            asked === undefined ? await ask(tx.objectStore('meta').get('subject')) : asked;
          const place = { tx, sieve, owner, now, paused: await pausedIn(tx, owner) };
          const looked = claim
            ? await claimHeads(place, claim, current, dependencies)
            : { changes: [], claimed: [], dueAt: Infinity, fenced, whole: false };
          const mayFollow = follow !== undefined && !looked.fenced && (looked.whole || !claim);
          const heads = mayFollow ? [...follow.heads, ...looked.claimed] : [];
          const behind = (follow && (await followers?.(place, follow, heads))) ?? [];
          const next = behind.map(({ entry }) => entry);
          return {
            ...looked,
            followers: next,
            changes: [...changes, ...looked.changes, ...behind],
          };
        },
        survives ? 'strict' : undefined,
      ),

    // The screen tells the user that the decision was carried out. A lost decision would send a cancelled
    // entry, or send a retry under a second key.
    async change(id, transition, now) {
      const stores = dependencies ? [...ROWS, 'ids' as const] : ROWS;
      const [change] = await write(
        stores,
        async (tx) => {
          const changes = await changeAll(tx, sieve, [{ id, transition }], now);
          for (const one of changes) dependencies?.settled(tx, one);
          return changes;
        },
        'strict',
      );
      return change;
    },

    async whole(entry) {
      const pieces = await read(['entries', 'bodies'], async (tx) => {
        const seq = await seqOf(tx, entry.id);
        return seq === undefined ? undefined : piecesIn(tx, entry.id);
      });
      return pieces && whole(entry, pieces);
    },

    find: (ids) => read(ROWS, (tx) => Promise.all(ids.map((id) => findOne(tx, sieve, id)))),

    prune: (before, keep) =>
      write(dependencies ? WITH_IDS : ROWS, async (tx) => {
        const needs = await dependencies?.prune(tx, before, keep);
        const ledger = tx.objectStore('ledger');
        let excess = (await ask(ledger.count())) - keep;
        for await (const cursor of recordsOf(ledger.index('settledAt').openCursor())) {
          if (excess <= 0 && Number(cursor.key) >= before) break;
          const end = sieve.end(cursor.value);
          const { settlement } = end ?? {};
          // The end of an entry that was taken in is still to come.
          if (settlement?.kind === 'merged' && (await seqOf(tx, settlement.into))) continue;
          // An end that is forgotten counts as applied.
          if (end && settlement?.kind !== 'applied' && (await needs?.(end.id))) continue;
          cursor.delete();
          excess -= 1;
        }
      }),

    close() {
      closed = true;
      cancelLook?.();
      return database.close();
    },
  };
  return { store, sieve, write, read };
}

async function countIn(tx: IDBTransaction, key: 'epoch' | 'pulse'): Promise<number | undefined> {
  return parseCount(await ask(tx.objectStore('meta').get(key)));
}

async function numberIn(tx: IDBTransaction, key: 'epoch' | 'pulse'): Promise<number> {
  return (await countIn(tx, key)) ?? 0;
}

function put(tx: IDBTransaction, key: 'epoch' | 'pulse', value: number): void {
  tx.objectStore('meta').put(value, key);
}
