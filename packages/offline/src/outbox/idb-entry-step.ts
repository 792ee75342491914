import { ask } from '../database/idb-request.ts';
import type { StoredEntry } from './entry-record.ts';
import { deleteBody } from './idb-bodies.ts';
import type { Sieve } from './idb-quarantine.ts';
import type { EntryStep } from './entry-step.ts';
import { changeBy, type BurstStep, type EntryChange } from './outbox-store.ts';

/** Changes entries in order. All of them are read at once. */
export async function changeAll(
  tx: IDBTransaction,
  sieve: Pick<Sieve, 'entry'>,
  answers: BurstStep['answers'],
  now: number,
): Promise<readonly EntryChange[]> {
  const ids = tx.objectStore('entries').index('id');
  const rows = await Promise.all(answers.map(({ id }) => ask(ids.get(id))));
  const latest = new Map<string, EntryChange>();
  return answers.flatMap(({ id, transition }, index) => {
    const before = latest.get(id);
    const entry = before ? before.entry : sieve.entry(rows[index]);
    if (!entry || before?.settled) return [];
    const change = applied(tx, entry, transition(entry), now);
    if (change) latest.set(id, change);
    return change ?? [];
  });
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
