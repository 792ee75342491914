import type { SentEntry } from '@holdfast/core/parts';
import { areNumbers, membersOf } from '../database/row.ts';
import { revived, viewOf } from './entry-view.ts';
import type { OutboxStore } from './outbox-store.ts';

/** The entries of a user that took effect from a time on, as screens see them. */
export async function sentEntries(
  store: Pick<OutboxStore, 'ended'>,
  owner: string | undefined,
  from: number,
): Promise<readonly SentEntry[]> {
  const ends = await store.ended(from);
  return ends.flatMap(({ id, owner: whose, sent, settledAt, settlement }) => {
    const { seq, createdAt } = membersOf(sent);
    // A damaged row has no place among the others.
    if (!sent || whose !== owner || !areNumbers(seq, createdAt)) return [];
    const entry = viewOf({ ...sent, id, owner, state: { kind: 'sending', epoch: 0 } });
    return { entry, settledAt, end: revived(settlement) as SentEntry['end'] };
  });
}
