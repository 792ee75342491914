import { ask } from '../database/idb-request.ts';
import type { StoredEntry } from './entry-record.ts';
import { deleteBody } from './idb-bodies.ts';
import type { Sieve } from './idb-quarantine.ts';
import type { EntryStep } from './entry-step.ts';
import { changeBy, type EntryChange, type Transition } from './outbox-store.ts';

export async function changeOne(
  tx: IDBTransaction,
  sieve: Pick<Sieve, 'entry'>,
  id: string,
  transition: Transition,
  now: number,
): Promise<EntryChange | undefined> {
  const entry = sieve.entry(await ask(tx.objectStore('entries').index('id').get(id)));
  return entry && applied(tx, entry, transition(entry), now);
}

/** Stores a step. It was made of the stored entry in the same transaction: compare-and-set. */
export function applied(
  tx: IDBTransaction,
  before: StoredEntry,
  step: EntryStep,
  now: number,
): EntryChange | undefined {
  const entries = tx.objectStore('entries');
  const change = changeBy(before, step, now);
  // An edited entry may have another body, in its row.
  const isBodyOver = change?.settled !== undefined || (change && !change.entry.bodyParts);
  if (before.bodyParts && isBodyOver) deleteBody(tx, before.id);
  if (change?.settled) {
    entries.delete(before.seq);
    tx.objectStore('ledger').put(change.settled);
  } else if (change) entries.put(change.entry);
  return change;
}
