import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { accountFull } from '@holdfast/server/quotas';
import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/**
 * Changes the count of bytes that an account stores. Throws `ACCOUNT_FULL` when the account would exceed its limit.
 * From here to its end, only this transaction changes the data of the account, so that all its other counts are
 * exact.
 */
export async function holdAccount(
  transaction: Transaction<Tables>,
  account: string,
  moreBytes: number,
  limit: number,
): Promise<void> {
  const row = await transaction
    .updateTable('accounts')
    .set((account_) => ({ bytes: account_('bytes', '+', moreBytes) }))
    .where('id', '=', account)
    .returning('bytes')
    .executeTakeFirst();
  if (!row) throw new Failure(catalogue.UNAUTHENTICATED);
  // A write that frees space passes even when the account exceeds its limit.
  if (row.bytes > limit && moreBytes > 0) throw accountFull({ what: 'bytes', limit });
}
