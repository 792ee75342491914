import { ask, beginningWith, recordsOf } from '../database/idb-request.ts';
import type { StoredEntry } from './entry-record.ts';
import { applied } from './idb-entry-step.ts';
import { createLook } from './look-at-heads.ts';
import type { BurstStepResult, ClaimQuery } from './outbox-store.ts';

/**
 * The first entry of each lane of an owner: first of the requested lanes, then of all others, beginning after
 * `afterLane`. A `nextunique` cursor jumps from lane to lane, so that ten thousand entries in one lane cost as much
 * as one.
 */
export async function* headsOf(
  tx: IDBTransaction,
  owner: string,
  { first, afterLane }: Pick<ClaimQuery, 'first' | 'afterLane'>,
): AsyncGenerator<StoredEntry, void> {
  const lanes = tx.objectStore('entries').index('lane');
  for (const lane of first) {
    const head: StoredEntry | undefined = await ask(lanes.get([owner, lane]));
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
    for await (const { value } of recordsOf(lanes.openCursor(range, 'nextunique'))) {
      const head = value as StoredEntry;
      if (!first.includes(head.lane)) yield head;
    }
  }
}

/** Claims the heads of lanes until the places are used. */
export async function claimHeads(
  tx: IDBTransaction,
  claim: ClaimQuery,
  epoch: number,
  now: number,
): Promise<BurstStepResult> {
  const look = createLook(claim, (head, step) => applied(tx, head, step, now));
  const fenced = epoch !== claim.epoch;
  let owner: unknown = claim.owner;
  if (owner === undefined) owner = await ask(tx.objectStore('meta').get('subject'));
  let whole = true;
  if (!fenced && typeof owner === 'string') {
    for await (const head of headsOf(tx, owner, claim)) {
      whole = look.take(head);
      if (!whole) break;
    }
  }
  return look.result({ fenced, whole });
}
