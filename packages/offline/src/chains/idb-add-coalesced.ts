import type { Bytes } from '@holdfast/core/parts';
import { ask, recordsOf } from '../database/idb-request.ts';
import type { LedgerRecord, StoredEntry, UnnumberedEntry } from '../outbox/entry-record.ts';
import type { Added, Addition, AdditionEnd } from '../outbox/idb-add-entries.ts';
import { deleteBody, putBody } from '../outbox/idb-bodies.ts';
import type { Sieve } from '../outbox/idb-quarantine.ts';
import { laneKey } from '../outbox/unkept-writes.ts';

/** The last entry of a lane, which may take in the next one. */
interface Last {
  entry: UnnumberedEntry | StoredEntry;
  /**
   * Its place among the entries that get a row in this transaction; `undefined` for an entry that is stored
   * already.
   */
  readonly place: number | undefined;
  /** The body that lies apart from its row, when it comes with an addition. */
  body: Bytes | undefined;
  /** The additions that it took in. */
  readonly taken: number[];
}

/**
 * Adds entries, of which some are taken in by the last entry of their lane, in the same transaction: by a
 * stored one that was never sent, or by one that is added together with them. For each entry that was taken in,
 * the database remembers which entry carries it. The outbox knows their ids from then on. A stored entry takes
 * others in only from the `seq` on that was the first one of this page: a power failure may take back that an
 * older one was claimed, and it may have been sent as it was.
 */
export async function addCoalesced(
  tx: IDBTransaction,
  sieve: Pick<Sieve, 'entry'>,
  additions: readonly Addition[],
  since: number,
  add: (rest: readonly Addition[]) => Promise<Added>,
): Promise<Added> {
  const entries = tx.objectStore('entries');
  const ledger = tx.objectStore('ledger');
  const lasts = new Map<string, Last>();
  const firsts = new Map<string, number>();
  const known = new Set<string>();
  const lookFor = async (id: string): Promise<void> => {
    const keys = await Promise.all([ask(entries.index('id').getKey(id)), ask(ledger.getKey(id))]);
    if (keys.some((key) => key !== undefined)) known.add(id);
  };
  const lookAt = async ({ entry }: Addition): Promise<void> => {
    const { owner, lane } = entry;
    const rows = recordsOf(entries.index('lane').openCursor([owner, lane], 'prev'));
    for await (const { value } of rows) {
      const last = sieve.entry(value);
      if (last && last.seq >= since)
        lasts.set(laneKey(entry), { entry: last, body: undefined, place: undefined, taken: [] });
      break;
    }
  };
  const merging = additions.filter(({ takeIn }) => takeIn);
  const lanes = new Map(merging.map((addition) => [laneKey(addition.entry), addition]));
  // The function starts all requests at once, because waiting for a request costs more than the request itself.
  await Promise.all([
    ...merging.map(({ entry }) => lookFor(entry.id)),
    ...[...lanes.values()].map(lookAt),
  ]);

  const ends: AdditionEnd[] = additions.map(() => ({ value: undefined }));
  const carriers = new Set<Last>();
  const rest: Addition[] = [];
  const places: number[] = [];
  additions.forEach((addition, index) => {
    const { entry, takeIn } = addition;
    const lane = laneKey(entry);
    if (takeIn) {
      if (known.has(entry.id) || firsts.has(entry.id)) return;
      firsts.set(entry.id, index);
      const last = lasts.get(lane);
      const merged = last && takeIn(last.entry, entry);
      if (merged) {
        last.entry = merged;
        last.body = merged.bodyParts && addition.body;
        last.taken.push(index);
        carriers.add(last);
        return;
      }
    }
    lasts.set(lane, { entry, body: addition.body, place: rest.length, taken: [] });
    rest.push(addition);
    places.push(index);
  });
  for (const { entry, place, body } of carriers) {
    if (place === undefined) {
      entries.put(entry);
      deleteBody(tx, entry.id);
      if (body) putBody(tx, entry.id, body);
    } else {
      const { body: _replaced, ...addition } = rest[place]!;
      rest[place] = { ...addition, entry, ...(body && { body }) };
    }
  }
  const added: Added = rest.length > 0 ? await add(rest) : { ends: [], counted: new Map() };
  added.ends.forEach((end, place) => (ends[places[place]!] = end));
  for (const { entry, place, taken } of carriers) {
    // When there was no room for an entry, the outbox also refuses the entries that it took in.
    const end = place === undefined ? { value: entry as StoredEntry } : added.ends[place]!;
    for (const index of taken) {
      ends[index] = end;
      const { id, owner, createdAt } = additions[index]!.entry;
      const settlement = { kind: 'merged', into: entry.id } as const;
      const record: LedgerRecord = { id, owner, settlement, settledAt: createdAt };
      if (!('error' in end)) ledger.put(record);
    }
  }
  additions.forEach(({ entry, takeIn }, index) => {
    const first = firsts.get(entry.id);
    // A second call with the id of a refused entry is refused too.
    const end = takeIn && first !== undefined && first !== index ? ends[first] : undefined;
    if (end && 'error' in end) ends[index] = end;
  });
  return { ends, counted: added.counted };
}
