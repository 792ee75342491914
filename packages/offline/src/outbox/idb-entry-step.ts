import type { IDBPTransaction } from 'idb';
import type { LedgerRecord, StoredEntry } from './entry-record.ts';
import type { OutboxSchema } from './idb-outbox-schema.ts';
import type { EntryStep } from './outbox-state.ts';
import type { EntryChange, Transition } from './outbox-store.ts';

export type TxStores = readonly ['entries', 'ledger', 'meta'];
export type Tx = IDBPTransaction<OutboxSchema, TxStores, 'readwrite'>;
export type ReadTx = IDBPTransaction<OutboxSchema, TxStores>;

export async function changeOne(
  tx: Tx,
  id: string,
  transition: Transition,
  now: number,
): Promise<EntryChange | undefined> {
  const entry = await tx.objectStore('entries').index('id').get(id);
  return entry && applyStep(tx, entry, transition, now);
}

/** Compare-and-set: the transition sees what is stored now, and its result is stored before anyone else looks. */
export async function applyStep(
  tx: Tx,
  before: StoredEntry,
  transition: Transition,
  now: number,
): Promise<EntryChange | undefined> {
  const step = transition(before);
  return step.kind === 'unchanged' ? undefined : applied(tx, before, step, now);
}

export async function applied(
  tx: Tx,
  before: StoredEntry,
  step: Exclude<EntryStep, { kind: 'unchanged' }>,
  now: number,
): Promise<EntryChange> {
  const { id, seq, owner } = before;
  if (step.kind === 'kept') {
    await tx.objectStore('entries').put(step.entry);
    return { id, seq, before, entry: step.entry, settled: undefined };
  }
  const settled: LedgerRecord = { id, owner, settlement: step.settlement, settledAt: now };
  await tx.objectStore('entries').delete(seq);
  await tx.objectStore('ledger').put(settled);
  return { id, seq, before, entry: undefined, settled };
}
