import type { StoredEnd, StoredEntry } from './entry-record.ts';
import { keep, left, QUEUED, UNCHANGED, type EntryStep } from './entry-step.ts';
import { hasLeft, type Found } from './outbox-store.ts';

/** A change that the disk has no room for. */
export interface Unwritten {
  /** The entry as it is stored. */
  readonly stored: StoredEntry;
  readonly found: Found;
}

/** Writes a change into the stored entry, unless another context has changed that. */
export function caughtUp(stored: StoredEntry, { stored: before, found }: Unwritten): EntryStep {
  if (stored.key !== before.key) return UNCHANGED;
  if (hasLeft(found)) return left(found.settlement as StoredEnd);
  const isSame = stored.sends === before.sends && stored.state.kind === before.state.kind;
  if (!isSame) return UNCHANGED;
  // A send that is still open when its burst has ended may have arrived.
  return keep(found, found.state.kind === 'sending' ? { state: QUEUED, doubtful: true } : {});
}

/** Whether the answer of the server is still to come. */
export const isSending = (found: Found): boolean =>
  !hasLeft(found) && found.state.kind === 'sending';

/** Whether an entry may be sent before its claim is written. The claim of one that takes others in must be seen first. */
export function isFree({ honoursKey, after, temporaryId, coalesce }: StoredEntry): boolean {
  return honoursKey && (after ?? temporaryId ?? coalesce) === undefined;
}
