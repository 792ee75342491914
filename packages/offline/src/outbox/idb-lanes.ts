import { ask, beginningWith } from '../database/idb-request.ts';
import type { Sieve } from './idb-quarantine.ts';
import type { PausedLanes } from './outbox-store.ts';
import type { LaneRow } from './parse-lane.ts';

/** The paused lanes of an owner. */
export async function pausedIn(
  tx: IDBTransaction,
  sieve: Pick<Sieve, 'lane'>,
  owner: string,
): Promise<PausedLanes> {
  const rows: unknown[] = await ask(tx.objectStore('lanes').getAll(beginningWith(owner)));
  return rows.flatMap((row) => {
    const { lane, paused } = sieve.lane(row) ?? {};
    return paused ? [lane || undefined] : [];
  });
}

export function setPaused(
  tx: IDBTransaction,
  owner: string,
  lane: string,
  isPaused: boolean,
): void {
  const row: LaneRow = { owner, lane, paused: true };
  const lanes = tx.objectStore('lanes');
  if (isPaused) lanes.put(row);
  else lanes.delete([owner, lane]);
}
