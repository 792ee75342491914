import type { Holdfast } from '@holdfast/core';
import type { ChannelPort } from '@holdfast/core/parts';
import type { AccountKeeper } from './account-keeper.ts';
import { checkSession } from './check-session.ts';

interface Followed {
  readonly holdfast: Pick<Holdfast, 'run' | 'connectivity'>;
  readonly account: AccountKeeper;
  /** Signing in or out in one tab is signing in or out in all of them. */
  readonly tabs: ChannelPort;
}

/**
 * Keeps this tab with whoever the server says is signed in: asks at the start and again until it is
 * answered, after another tab's news, and when the returned function is called.
 */
export function followSession({ holdfast, account, tabs }: Followed): () => void {
  const { connectivity } = holdfast;
  let isAnswered = false;
  let underWay: Promise<void> | undefined;

  const ask = async (): Promise<void> => {
    isAnswered = await checkSession(holdfast, account);
    underWay = undefined;
  };
  const check = (): void => {
    underWay ??= ask();
  };
  account.subscribe(() => tabs.post('account changed'));
  tabs.subscribe(check);
  connectivity.subscribe(() => {
    if (!isAnswered && connectivity.getSnapshot() === 'online') check();
  });
  check();
  return check;
}
