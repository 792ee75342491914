import type { StoredEntry } from './entry-record.ts';
import { applyStep, type Tx } from './idb-entry-step.ts';
import type { BurstStepResult, ClaimQuery, EntryChange } from './outbox-store.ts';

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

/** Goes once around the lanes, from behind `afterLane`, until the room is used. */
export async function claimHeads(
  tx: Tx,
  { owner, room, afterLane, except, transition, epoch }: ClaimQuery,
  now: number,
): Promise<BurstStepResult> {
  const changes: EntryChange[] = [];
  const claimed: StoredEntry[] = [];
  let dueAt: number | undefined;
  const meta = tx.objectStore('meta');
  const fenced = (await meta.get('epoch')) !== epoch;
  const subject = owner === undefined ? await meta.get('subject') : owner;
  if (fenced || typeof subject !== 'string') return { changes, claimed, dueAt, fenced };

  const parts = afterLane === undefined ? [undefined] : [{ after: afterLane }, { upTo: afterLane }];
  for (const part of parts) {
    for await (const head of laneHeads(tx, subject, part)) {
      if (except.has(head.lane)) continue;
      const change = await applyStep(tx, head, transition, now);
      if (change) changes.push(change);
      const { state } = change?.entry ?? head;
      if (state.kind === 'sending' && change?.entry) claimed.push(change.entry);
      if (state.kind === 'waiting')
        dueAt = Math.min(dueAt ?? Infinity, state.since + state.delayMs);
      if (claimed.length === room) return { changes, claimed, dueAt, fenced };
    }
  }
  return { changes, claimed, dueAt, fenced };
}
