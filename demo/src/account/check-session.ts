import type { Holdfast } from '@holdfast/core';
import { readSession } from '../../contract/operations.ts';
import type { AccountKeeper } from './account-keeper.ts';

/**
 * Asks the server who is signed in, follows its answer, and tells whether there was one. Without an
 * answer, whoever was remembered stays: being offline signs nobody out.
 */
export async function checkSession(
  holdfast: Pick<Holdfast, 'run'>,
  account: AccountKeeper,
): Promise<boolean> {
  const outcome = await holdfast.run(readSession);
  if (outcome.kind === 'failed') {
    // Somebody else is signed in now: let go of the old name, then ask again without it.
    if (outcome.failure.code !== 'SUBJECT_MISMATCH' || !account.getSnapshot()) return false;
    await account.signedOut();
    return checkSession(holdfast, account);
  }
  const found = outcome.value.account;
  if (found) await account.signedIn(found);
  else if (account.getSnapshot()) await account.signedOut();
  return true;
}
