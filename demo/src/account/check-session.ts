import type { Holdfast } from '@holdfast/core';
import { readSession } from '../../contract/operations.ts';
import type { AccountKeeper } from './account-keeper.ts';

/**
 * Asks the server who is signed in, follows its answer, and returns whether there was one. Without an
 * answer the remembered user stays, so that a writer without a network stays signed in. When the session has ended,
 * the user stays on the screen and is asked to sign in again.
 */
export async function checkSession(
  holdfast: Pick<Holdfast, 'run'>,
  account: AccountKeeper,
): Promise<boolean> {
  const before = account.getSnapshot();
  const outcome = await holdfast.run(readSession);
  // The writer signed in or out meanwhile: this answer is about the time before.
  if (account.getSnapshot() !== before) return checkSession(holdfast, account);
  if (outcome.kind === 'failed') {
    // Another user is signed in now. Forget the old name, then ask again without it.
    if (outcome.failure.code !== 'SUBJECT_MISMATCH' || !before) {
      account.asked(outcome.failure);
      return false;
    }
    await account.signedOut();
    return checkSession(holdfast, account);
  }
  account.asked(undefined);
  const found = outcome.value.account;
  if (found) await account.signedIn(found);
  else if (before) await account.sessionEnded();
  return true;
}
