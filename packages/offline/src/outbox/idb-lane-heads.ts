import type { Dependencies } from '../chains/await-dependencies.ts';
import { ask, beginningWith, recordsOf } from '../database/idb-request.ts';
import type { StoredEntry } from './entry-record.ts';
import type { EntryStep } from './entry-step.ts';
import { applied } from './idb-entry-step.ts';
import type { Sieve } from './idb-quarantine.ts';
import { createLook, followed, type Look } from './look-at-heads.ts';
import type { ClaimQuery, EntryChange, FollowQuery, PausedLanes } from './outbox-store.ts';

/**
 * The first entry of each lane of an owner: first of the requested lanes, then of all others, beginning after
 * `afterLane`. The cursor jumps from lane to lane by key, so that ten thousand entries in one lane cost as much
 * as one. A `nextunique` cursor would walk over all of them. An entry that cannot be read is no head; the next
 * entry of its lane is the head.
 */
async function* headsOf(
  tx: IDBTransaction,
  { entry }: Pick<Sieve, 'entry'>,
  owner: string,
  { first, afterLane }: Pick<ClaimQuery, 'first' | 'afterLane'>,
): AsyncGenerator<StoredEntry, void> {
  const lanes = tx.objectStore('entries').index('lane');
  const firstIn = async (key: IDBValidKey): Promise<StoredEntry | undefined> => {
    for await (const { value } of recordsOf(lanes.openCursor(key))) {
      const found = entry(value);
      if (found) return found;
    }
    return undefined;
  };
  for (const lane of first) {
    const head = await firstIn([owner, lane]);
    if (head) yield head;
  }
  const all = beginningWith(owner);
  const ranges =
    afterLane === undefined
      ? [all]
      : [
          IDBKeyRange.bound([owner, afterLane], all.upper, true),
          IDBKeyRange.bound([owner], [owner, afterLane]),
        ];
  for (const range of ranges) {
    for await (const { value, key } of recordsOf(lanes.openCursor(range), nextLane)) {
      const head = entry(value) ?? (await firstIn(key));
      if (head && !first.includes(head.lane)) yield head;
    }
  }
}

/** The latest burst that claimed one of the heads of all lanes; 0 for none. */
export async function latestEpochIn(
  tx: IDBTransaction,
  { entry }: Pick<Sieve, 'entry'>,
): Promise<number> {
  let latest = 0;
  const lanes = tx.objectStore('entries').index('lane');
  for await (const { value } of recordsOf(lanes.openCursor(null, 'nextunique'))) {
    const state = entry(value)?.state;
    if (state?.kind === 'sending') latest = Math.max(latest, state.epoch);
  }
  return latest;
}

/** A key behind all entries of this lane, and before those of any other. */
function nextLane(key: IDBValidKey): IDBValidKey {
  return [...(key as IDBValidKey[]), 0];
}

/** The heads of up to `count` lanes behind `afterLane`, in the order of the lanes. */
export async function pageOfHeads(
  tx: IDBTransaction,
  sieve: Pick<Sieve, 'entry'>,
  owner: string,
  afterLane: string | undefined,
  count: number,
): Promise<readonly StoredEntry[]> {
  const heads: StoredEntry[] = [];
  for await (const head of headsOf(tx, sieve, owner, { first: [], afterLane })) {
    // Behind the last lane, the first one comes again.
    if (heads.length === count || (afterLane !== undefined && head.lane <= afterLane)) break;
    heads.push(head);
  }
  return heads;
}

/** The transaction of a claim, and its owner. An owner is a text. */
export interface ClaimPlace {
  readonly tx: IDBTransaction;
  readonly sieve: Sieve;
  readonly owner: unknown;
  readonly paused: PausedLanes;
  readonly now: number;
}

/** Claims the heads of lanes until the places are used. */
export async function claimHeads(
  { tx, sieve, owner, paused, now }: ClaimPlace,
  claim: ClaimQuery,
  epoch: number,
  dependencies: Pick<Dependencies, 'look'> | undefined,
): Promise<ReturnType<Look['result']>> {
  let fenced = epoch !== claim.epoch;
  const look = createLook(claim, (head, step) => applied(tx, head, step, now), paused);
  let whole = true;
  if (!fenced && typeof owner === 'string') {
    for await (const head of headsOf(tx, sieve, owner, claim)) {
      if (head.state.kind === 'sending' && head.state.epoch > epoch) {
        // The stored number of the last burst is too low. This burst ends, and the next one takes a higher
        // number.
        tx.objectStore('meta').put(head.state.epoch, 'epoch');
        fenced = true;
      }
      whole = look.take(head, dependencies && (await dependencies.look(tx, sieve, head)));
      if (!whole) break;
    }
  }
  return look.result({ fenced, whole });
}

/** Claims the entries behind heads that are on their way. */
export async function claimFollowers(
  { tx, sieve, owner, paused, now }: ClaimPlace,
  follow: FollowQuery,
  heads: readonly StoredEntry[],
): Promise<readonly EntryChange[]> {
  const lanes = tx.objectStore('entries').index('lane');
  const apply = (found: StoredEntry, step: EntryStep): EntryChange | undefined =>
    applied(tx, found, step, now);
  const claims = heads.map(async (head) => {
    if (head.owner !== owner) return [];
    const [first, second] = (await ask(lanes.getAll([owner, head.lane], 2))).map(sieve.entry);
    // The head may have left in another tab.
    const next = first?.seq === head.seq ? second : undefined;
    return followed({ ...follow, paused }, head, next, apply) ?? [];
  });
  return (await Promise.all(claims)).flat();
}
