import { ask, walk } from '../database/idb-request.ts';
import type { StoredEntry } from './entry-record.ts';
import { applied } from './idb-entry-step.ts';
import { createLook } from './look-at-heads.ts';
import type { BurstStepResult, ClaimQuery } from './outbox-store.ts';

/**
 * Visits the first entry of each lane of an owner, in lane order, while `visit` gives true. A `nextunique`
 * cursor jumps from lane to lane, so that ten thousand entries in one lane cost as much as one.
 */
export function walkHeads(
  tx: IDBTransaction,
  owner: string,
  visit: (head: StoredEntry) => boolean,
  { after, upTo }: { readonly after?: string; readonly upTo?: string } = {},
): Promise<void> {
  const range = IDBKeyRange.bound(
    after === undefined ? [owner] : [owner, after],
    // An array sorts behind every string.
    [owner, upTo ?? []],
    after !== undefined,
  );
  const lanes = tx.objectStore('entries').index('lane');
  return walk(lanes.openCursor(range, 'nextunique'), ({ value }) => visit(value as StoredEntry));
}

/** First the requested lanes, then all lanes once, beginning after `afterLane`, until the places are used. */
export async function claimHeads(
  tx: IDBTransaction,
  claim: ClaimQuery,
  epoch: number,
  now: number,
): Promise<BurstStepResult> {
  const { afterLane, first } = claim;
  const look = createLook(claim, (head, step) => applied(tx, head, step, now));
  const fenced = epoch !== claim.epoch;
  let owner: unknown = claim.owner;
  if (owner === undefined) owner = await ask(tx.objectStore('meta').get('subject'));
  let whole = true;
  if (!fenced && typeof owner === 'string') {
    for (const lane of first) {
      const lanes = tx.objectStore('entries').index('lane');
      const head: StoredEntry | undefined = await ask(lanes.get([owner, lane]));
      if (whole && head) whole = look.take(head);
    }
    const visit = (head: StoredEntry): boolean =>
      first.includes(head.lane) || (whole = look.take(head));
    const parts = afterLane === undefined ? [{}] : [{ after: afterLane }, { upTo: afterLane }];
    for (const part of parts) if (whole) await walkHeads(tx, owner, visit, part);
  }
  return look.result({ fenced, whole });
}
