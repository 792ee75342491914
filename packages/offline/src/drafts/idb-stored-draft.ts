import type { DraftRecord } from '@holdfast/core/parts';
import { ask } from '../database/idb-request.ts';
import { membersOf } from '../database/row.ts';
import { parseDraft } from './parse-draft.ts';

/** The draft of a row, without the size that only the store needs. */
export function draftOf(row: unknown): DraftRecord | undefined {
  const { bytes: _, ...draft } = membersOf(row);
  return parseDraft(draft);
}

/** The stored draft. A row that is no draft is set aside, so that the next save does not write over it. */
export async function storedIn(
  tx: IDBTransaction,
  owner: string,
  key: string,
): Promise<DraftRecord | undefined> {
  const drafts = tx.objectStore('drafts');
  const row: unknown = await ask(drafts.get([owner, key]));
  const draft = draftOf(row);
  if (row !== undefined && !draft) {
    tx.objectStore('quarantine').add({ record: row, reason: 'unreadable' });
    drafts.delete([owner, key]);
  }
  return draft;
}
