import type { DraftRecord } from '@holdfast/core/parts';
import { recordsOf } from '../database/idb-request.ts';
import { membersOf } from '../database/row.ts';
import { isSameDraft } from './last-words.ts';
import type { QuarantinedDraft } from './quarantined-draft.ts';

/** The reason of a text about which no user has decided. */
export const UNCHOSEN = 'unchosen';

/**
 * Two tabs may set the same save aside; one copy of it is enough. Returns whether the user has decided about a copy that
 * was there, which takes the new reason.
 */
export async function setAside(
  tx: IDBTransaction,
  record: DraftRecord,
  reason: string,
): Promise<boolean> {
  const { owner, key, revision, savedAt } = record;
  const quarantine = tx.objectStore('quarantine');
  const saves = quarantine.index('save').openCursor([owner, key, revision, savedAt]);
  for await (const cursor of recordsOf(saves)) {
    const known: QuarantinedDraft = cursor.value;
    if (!isSameDraft(known.record, record)) continue;
    const isMarked = known.reason === UNCHOSEN && reason !== UNCHOSEN;
    if (isMarked) cursor.update({ ...known, reason });
    return isMarked;
  }
  quarantine.add({ record, reason });
  return false;
}

export function isAside(row: unknown, owner: string, key?: string): boolean {
  const record = membersOf(membersOf(row)['record']);
  return record['owner'] === owner && (key === undefined || record['key'] === key);
}
