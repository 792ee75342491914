import type { Holdfast } from '@holdfast/core';
import { readSession } from '../../contract/operations.ts';
import type { AccountKeeper } from './account-keeper.ts';

/**
 * Asks the server who is signed in and follows its answer. Without an answer, whoever was remembered
 * stays: being offline signs nobody out.
 */
export async function checkSession(holdfast: Holdfast, account: AccountKeeper): Promise<void> {
  const outcome = await holdfast.run(readSession);
  if (outcome.kind === 'failed') {
    const { code } = outcome.failure;
    // Somebody else is signed in now: let go of the old name, then ask again without it.
    if (code === 'SUBJECT_MISMATCH' && account.getSnapshot() !== null) {
      await account.signedOut();
      await checkSession(holdfast, account);
    }
    return;
  }
  const found = outcome.value.account;
  if (found) await account.signedIn(found);
  else if (account.getSnapshot() !== null) await account.signedOut();
}
