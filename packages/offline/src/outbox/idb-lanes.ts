import { ask, beginningWith } from '../database/idb-request.ts';
import type { PausedLanes } from './outbox-store.ts';

/** The paused lanes of an owner: each has a row. The keys say all, and the database has made sure of them. */
export async function pausedIn(tx: IDBTransaction, owner: unknown): Promise<PausedLanes> {
  if (typeof owner !== 'string') return [];
  const keys = await ask(tx.objectStore('lanes').getAllKeys(beginningWith(owner)));
  return keys.map((key) => (key as readonly IDBValidKey[])[1] as string);
}

/** Without `isPaused` it changes nothing. */
export function setPaused(
  tx: IDBTransaction,
  owner: string,
  lane: string,
  isPaused: boolean | undefined,
): void {
  const lanes = tx.objectStore('lanes');
  if (isPaused) lanes.put({ owner, lane });
  else if (isPaused === false) lanes.delete([owner, lane]);
}
