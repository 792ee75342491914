import type { StoredEntry } from './entry-record.ts';
import { applied, type Tx } from './idb-entry-step.ts';
import { createLook } from './look-at-heads.ts';
import type { BurstStepResult, ClaimQuery } from './outbox-store.ts';

/**
 * The first entry of each lane of an owner, in lane order. A `nextunique` cursor jumps from lane to
 * lane, so that ten thousand entries in one lane cost as much as one.
 */
export async function* laneHeads(
  tx: Tx,
  owner: string,
  from?: { readonly after?: string | undefined; readonly upTo?: string | undefined },
): AsyncGenerator<StoredEntry> {
  const { after, upTo } = from ?? {};
  const range = IDBKeyRange.bound(
    after === undefined ? [owner] : [owner, after],
    // An array sorts behind every string.
    upTo === undefined ? [owner, []] : [owner, upTo],
    after !== undefined,
  );
  const lanes = tx.objectStore('entries').index('lane');
  let cursor = await lanes.openCursor(range, 'nextunique');
  while (cursor) {
    yield cursor.value;
    cursor = await cursor.continue();
  }
}

/** First the requested lanes, then all lanes once, beginning after `afterLane`, until the places are used. */
export async function claimHeads(tx: Tx, claim: ClaimQuery, now: number): Promise<BurstStepResult> {
  const look = createLook(claim);
  const { owner, room, afterLane, first, epoch } = claim;
  const meta = tx.objectStore('meta');
  const fenced = (await meta.get('epoch')) !== epoch;
  const subject = owner === undefined ? await meta.get('subject') : owner;
  if (fenced || typeof subject !== 'string') return look.result({ fenced, whole: true });

  const take = async (head: StoredEntry | undefined): Promise<boolean> => {
    const step = head && look.at(head);
    if (head && step) look.changed(await applied(tx, head, step, now));
    return look.claims() === room;
  };
  const lanes = tx.objectStore('entries').index('lane');
  for (const lane of first) {
    if (await take(await lanes.get([subject, lane]))) return look.result({ fenced, whole: false });
  }
  const parts = afterLane === undefined ? [undefined] : [{ after: afterLane }, { upTo: afterLane }];
  for (const part of parts) {
    for await (const head of laneHeads(tx, subject, part)) {
      if (first.includes(head.lane)) continue;
      if (await take(head)) return look.result({ fenced, whole: false });
    }
  }
  return look.result({ fenced, whole: true });
}
