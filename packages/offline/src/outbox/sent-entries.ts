import type { EntryEnd, SentEntry } from '@holdfast/core/parts';
import { revived, viewOf } from './entry-view.ts';
import type { OutboxStore } from './outbox-store.ts';

/** The entries of a user that took effect after a time, as screens see them. */
export async function sentEntries(
  store: Pick<OutboxStore, 'sent'>,
  owner: string | undefined,
  after: number,
): Promise<readonly SentEntry[]> {
  if (owner === undefined) return [];
  const ends = await store.sent(owner, after);
  return ends.map(({ id, sent, settledAt, settlement }) => ({
    entry: viewOf({ ...sent, id, owner, state: { kind: 'sending', epoch: 0 } }),
    settledAt,
    end: revived(settlement) as EntryEnd & { readonly kind: 'applied' },
  }));
}
