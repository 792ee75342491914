import type { EntryView, Holdfast, Observable } from '@holdfast/core';
import type { ChannelPort } from '@holdfast/core/parts';
import type { AccountKeeper } from './account-keeper.ts';
import { checkSession } from './check-session.ts';

interface Followed {
  readonly holdfast: Pick<Holdfast, 'run' | 'connectivity' | 'platform'>;
  /** When the server refuses an entry of this session, there may be a new session. */
  readonly entries: Observable<readonly EntryView[]>;
  readonly account: AccountKeeper;
  /** Tells the other tabs when the user signs in or out in this one, so that they follow. */
  readonly tabs: ChannelPort;
}

const ASK_AGAIN_MS = 10_000;

/**
 * Keeps this tab with the user of the server's session. It asks at the start, and again until the server
 * answers. It also asks after a message of another tab, after the server refused an entry of the outbox, and when the
 * caller calls the returned function.
 */
export function followSession({ holdfast, entries, account, tabs }: Followed): () => void {
  const { connectivity, platform } = holdfast;
  let isAnswered = false;
  let underWay: Promise<void> | undefined;
  let forget: (() => void) | undefined;

  const ask = async (): Promise<void> => {
    forget?.();
    isAnswered = await checkSession(holdfast, account);
    underWay = undefined;
    // Fireside is there and does not say: it is too busy, or broken. No change of the connection will follow.
    if (!isAnswered && connectivity.getSnapshot() === 'online') {
      const { retryAfterMs = ASK_AGAIN_MS } = account.trouble.getSnapshot() ?? {};
      forget = platform.schedule(Math.max(retryAfterMs, 1000), check);
    }
  };
  const check = (): void => {
    underWay ??= ask();
  };
  account.subscribe(() => tabs.post('account changed'));
  tabs.subscribe(check);
  connectivity.subscribe(() => {
    if (!isAnswered && connectivity.getSnapshot() === 'online') check();
  });
  let known: ReadonlySet<string> = new Set();
  entries.subscribe(() => {
    const refused = entries.getSnapshot().filter(isRefused);
    const isNew = refused.some(({ id }) => !known.has(id));
    known = new Set(refused.map(({ id }) => id));
    // Asks once for each entry, so that repeated refusals of one entry cause no repeated questions.
    if (isNew) check();
  });
  check();
  return check;
}

const isRefused = ({ state }: EntryView): boolean =>
  state.kind === 'blocked' && state.reason === 'auth';
