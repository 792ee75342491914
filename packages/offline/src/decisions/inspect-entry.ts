import { Failure, type EntryView } from '@holdfast/core';
import type { TransportRequest } from '@holdfast/core/parts';
import { ENTRY_UNKNOWN } from '@holdfast/core/failures';
import type { StoredEntry } from '../outbox/entry-record.ts';
import { viewOf } from '../outbox/entry-view.ts';
import type { Outbox } from '../outbox/outbox.ts';

/** All that the outbox knows of one entry. It holds no credential, because the outbox stores none. */
export interface InspectedEntry extends EntryView {
  readonly request: TransportRequest;
  /** The `Idempotency-Key` of its next send. */
  readonly key: string;
  readonly honoursKey: boolean;
  /** Whether an earlier send got no answer, or an answer that the outbox does not believe. */
  readonly mayHaveTakenEffect: boolean;
}

/**
 * The whole entry, with its request. Rejects with `ENTRY_UNKNOWN` when the entry has left the outbox, or
 * belongs to another user.
 */
export async function inspectEntry(
  outbox: Pick<Outbox, 'inspect'>,
  id: string,
): Promise<InspectedEntry> {
  const entry = await storedEntry(outbox, id);
  const { request, key, honoursKey, doubtful } = entry;
  return { ...viewOf(entry), request, key, honoursKey, mayHaveTakenEffect: doubtful };
}

export async function storedEntry(
  outbox: Pick<Outbox, 'inspect'>,
  id: string,
): Promise<StoredEntry> {
  const [entry] = await outbox.inspect([id]);
  if (!entry) throw new Failure(ENTRY_UNKNOWN);
  return entry;
}
