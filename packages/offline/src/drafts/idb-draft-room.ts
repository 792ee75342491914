import { Failure } from '@holdfast/core';
import { STORAGE_QUOTA } from '@holdfast/core/failures';
import type { DraftRecord } from '@holdfast/core/parts';
import { beginningWith, recordsOf } from '../database/idb-request.ts';

/**
 * Refuses a draft for which its owner has no room. A draft that does not grow is kept in any case. The index has the
 * sizes, so no draft is read.
 */
export async function refuseBeyond(
  tx: IDBTransaction,
  { owner, key }: DraftRecord,
  bytes: number,
  maxBytes: number,
): Promise<void> {
  let [all, before] = [bytes, 0];
  const sizes = tx.objectStore('drafts').index('bytes').openKeyCursor(beginningWith(owner));
  for await (const { key: size, primaryKey } of recordsOf(sizes)) {
    const own = Number((size as IDBValidKey[])[1]);
    if ((primaryKey as IDBValidKey[])[1] === key) before = own;
    else all += own;
  }
  if (all > maxBytes && bytes > before) throw new Failure(STORAGE_QUOTA);
}
