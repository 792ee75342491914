import { ask } from '../database/idb-request.ts';
import type { Sieve } from './idb-quarantine.ts';
import type { Found } from './outbox-store.ts';

/** The entry or the end of an id. For an entry that was taken in, it is the entry that carries it. */
export async function findOne(
  tx: IDBTransaction,
  sieve: Pick<Sieve, 'entry' | 'end'>,
  id: string,
): Promise<Found | undefined> {
  const plain = async (key: string): Promise<Found | undefined> =>
    sieve.entry(await ask(tx.objectStore('entries').index('id').get(key))) ??
    sieve.end(await ask(tx.objectStore('ledger').get(key)));
  const found = await plain(id);
  if (!found || !('settlement' in found) || found.settlement.kind !== 'merged') return found;
  return plain(found.settlement.into);
}

export function seqOf(tx: IDBTransaction, id: string): Promise<IDBValidKey | undefined> {
  return ask(tx.objectStore('entries').index('id').getKey(id));
}
