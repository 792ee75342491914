import { catalogue, Failure } from '@holdfast/core';
import { accountFull } from '@holdfast/server/quotas';
import type { Transaction } from 'kysely';
import type { Tables } from '../database/tables.ts';

/**
 * Counts what an account keeps, more or less, unless that would be more than it may; then it throws
 * `ACCOUNT_FULL`. From here to its end the transaction alone changes what the account keeps, so that whatever
 * else it counts is exact.
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
  // What takes away is let through even when there is too much already.
  if (row.bytes > limit && moreBytes > 0) throw accountFull({ what: 'bytes', limit });
}
