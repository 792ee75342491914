import { ask } from '../database/idb-request.ts';
import type { LedgerRecord, StoredEntry } from './entry-record.ts';
import type { EntryStep } from './outbox-state.ts';
import type { EntryChange, Transition } from './outbox-store.ts';

export async function changeOne(
  tx: IDBTransaction,
  id: string,
  transition: Transition,
  now: number,
): Promise<EntryChange | undefined> {
  const entry: StoredEntry | undefined = await ask(tx.objectStore('entries').index('id').get(id));
  return entry && applied(tx, entry, transition(entry), now);
}

/** Stores a step. It was made of the stored entry in the same transaction: compare-and-set. */
export function applied(
  tx: IDBTransaction,
  before: StoredEntry,
  step: EntryStep,
  now: number,
): EntryChange | undefined {
  const { id, seq, owner } = before;
  const entries = tx.objectStore('entries');
  if (step.kind === 'unchanged') return undefined;
  if (step.kind === 'kept') {
    entries.put(step.entry);
    return { id, seq, before, entry: step.entry, settled: undefined };
  }
  const settled: LedgerRecord = { id, owner, settlement: step.settlement, settledAt: now };
  entries.delete(seq);
  tx.objectStore('ledger').put(settled);
  return { id, seq, before, entry: undefined, settled };
}
