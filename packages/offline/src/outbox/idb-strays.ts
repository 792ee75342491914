import { ask, recordsOf } from '../database/idb-request.ts';
import type { Sieve } from './idb-quarantine.ts';

/**
 * Reads every entry when some are in no lane of any owner: no other read finds those. Counting tells that they exist,
 * without reading.
 */
export async function findStrays(
  tx: IDBTransaction,
  { entry }: Pick<Sieve, 'entry'>,
): Promise<void> {
  const entries = tx.objectStore('entries');
  // Owners are texts.
  const owned = IDBKeyRange.bound([''], [[]]);
  const inLanes = await ask(entries.index('lane').count(owned));
  if (inLanes === (await ask(entries.count()))) return;
  for await (const { value } of recordsOf(entries.openCursor())) entry(value);
}
