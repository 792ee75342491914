/* oxlint-disable unicorn/prefer-add-event-listener -- each event has one listener, which may be replaced */
import { peek, toIndexedDbFailure } from '@holdfast/core/parts';
import type { TakeIn } from '../chains/take-in.ts';
import { ask, beginningWith } from '../database/idb-request.ts';
import type { Parted } from './body-parts.ts';
import type { StoredEntry } from './entry-record.ts';
import type { CallEnd } from './group-calls.ts';
import { deleteBody, putBody } from './idb-bodies.ts';
import { queueFull } from './queue-full.ts';

export interface Addition extends Parted {
  readonly maxEntries: number;
  /** How an earlier entry takes it in. */
  readonly takeIn?: TakeIn | undefined;
}

/** How the additions ended, and the room that was counted for them. */
export interface Added {
  readonly ends: readonly AdditionEnd[];
  readonly counted: ReadonlyMap<string, Room>;
}

/** `undefined` when the outbox has, or had, the id already. */
export type AdditionEnd = CallEnd<StoredEntry | undefined>;

/**
 * The `seq` up to which all entries of an owner certainly find room, as counted at another `seq`. Every addition of
 * every tab takes a `seq`, so this stays true without another count, which takes long over many entries.
 */
export interface Room {
  readonly countedAt: number;
  readonly until: number;
}

/**
 * Adds entries in their order. The function starts all requests at once, because waiting for a request costs
 * more than the request itself. An entry that must not stay is taken out again in the same transaction. The
 * caller keeps what was `counted` only after the commit, because the database gives the numbers of an aborted
 * transaction once more.
 */
export async function addEntries(
  tx: IDBTransaction,
  additions: readonly Addition[],
  rooms: ReadonlyMap<string, Room>,
): Promise<Added> {
  const entries = tx.objectStore('entries');
  const ids = additions.map(({ entry }) => entry.id).toSorted();
  const ledger = tx.objectStore('ledger');
  // Most additions are single, and one key is cheaper than a list.
  const ended: Promise<unknown[]> =
    ids.length === 1
      ? ask(ledger.getKey(ids[0]!)).then((id) => [id])
      : ask(ledger.getAllKeys(IDBKeyRange.bound(ids[0], ids.at(-1))));
  const ends = await Promise.all(additions.map((addition) => addOne(tx, addition)));
  const gone = new Set<unknown>(await ended);

  const stored = (index: number): StoredEntry | undefined => {
    const end = ends[index];
    return end && 'value' in end ? end.value : undefined;
  };
  const counted = new Map<string, Room>();
  for (const owner of new Set(additions.map(({ entry }) => entry.owner))) {
    const mine: StoredEntry[] = [];
    additions.forEach((_, index) => {
      const one = stored(index);
      if (one?.owner !== owner) return;
      if (!gone.has(one.id)) return void mine.push(one);
      takeOut(tx, one);
      ends[index] = { value: undefined };
    });
    const [first, last] = [mine[0], mine.at(-1)];
    if (!first || !last) continue;
    const room = rooms.get(owner);
    if (room && first.seq > room.countedAt && last.seq <= room.until) continue;
    const { maxEntries } = additions[0]!;
    const count = await ask(entries.index('lane').count(beginningWith(owner)));
    counted.set(owner, { countedAt: last.seq, until: last.seq + maxEntries - count });
    const refused = new Set(
      mine.slice(Math.max(0, mine.length + maxEntries - count)).map(({ id }) => id),
    );
    additions.forEach(({ entry }, index) => {
      // A second call with the id of a refused entry is refused too.
      if (!refused.has(entry.id)) return;
      const one = stored(index);
      if (one) takeOut(tx, one);
      ends[index] = { error: queueFull(entry, maxEntries) };
    });
  }
  return { ends, counted };
}

function takeOut(tx: IDBTransaction, { seq, id, bodyParts }: StoredEntry): void {
  tx.objectStore('entries').delete(seq);
  if (bodyParts) deleteBody(tx, id);
}

function addOne(tx: IDBTransaction, { entry, body }: Addition): Promise<AdditionEnd> {
  return new Promise((resolve, reject) => {
    try {
      // The generator fills in `seq`.
      const request = tx.objectStore('entries').add(entry);
      request.onsuccess = () => {
        // Writes the body only now, because an id that is there already keeps its body.
        if (body) putBody(tx, entry.id, body);
        resolve({ value: { ...entry, seq: Number(request.result) } });
      };
      request.onerror = (event) => {
        if (peek(request.error, 'name') !== 'ConstraintError') return reject(request.error);
        // The id is there already. Without this the whole transaction would be aborted.
        event.preventDefault();
        resolve({ value: undefined });
      };
    } catch (error) {
      // This entry cannot be cloned. The others can.
      resolve({ error: toIndexedDbFailure(error) });
    }
  });
}
