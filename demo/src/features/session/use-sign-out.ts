import type { Failure } from '@holdfast/core';
import { useHoldfast } from '@holdfast/react';
import { useState } from 'react';
import { signOut, signOutEverywhere } from '../../../contract/operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';

/** How far the way out has come. `stuck` says why it goes no further. */
export type Leaving =
  | { readonly kind: 'staying' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'leaving' }
  | { readonly kind: 'unsent'; readonly count: number }
  /** A change is being sent, so it can no longer be thrown away for certain. */
  | { readonly kind: 'under-way' }
  | { readonly kind: 'stuck'; readonly failure: Failure };

export interface SignOutControl {
  readonly leaving: Leaving;
  readonly begin: () => void;
  readonly stay: () => void;
  readonly leave: () => Promise<void>;
  /** Ends every session of the account. Waiting writes stay on their device. */
  readonly leaveEverywhere: () => Promise<void>;
  readonly sendAndLeave: () => Promise<void>;
  readonly discardAndLeave: () => Promise<void>;
}

export function useSignOut(): SignOutControl {
  const { run } = useHoldfast();
  const { account, outbox } = useFireside();
  const [leaving, setLeaving] = useState<Leaving>({ kind: 'staying' });
  const waiting = outbox.entries.getSnapshot;

  const end = async (how: typeof signOut | typeof signOutEverywhere): Promise<void> => {
    setLeaving({ kind: 'leaving' });
    const outcome = await run(how);
    // Only the server can end a session; while it cannot be asked, saying "signed out" would be a lie.
    if (outcome.kind === 'failed' && outcome.failure.code !== 'UNAUTHENTICATED') {
      setLeaving({ kind: 'stuck', failure: outcome.failure });
      return;
    }
    await account.signedOut();
  };

  const leave = (): Promise<void> => end(signOut);

  return {
    leaving,
    leave,
    leaveEverywhere: () => end(signOutEverywhere),
    begin: () => (waiting().length > 0 ? setLeaving({ kind: 'asking' }) : void leave()),
    stay: () => setLeaving({ kind: 'staying' }),
    async sendAndLeave() {
      setLeaving({ kind: 'sending' });
      await Promise.allSettled(waiting().map(({ id }) => outbox.retry(id)));
      await outbox.drain();
      const left = waiting().length;
      if (left === 0) await leave();
      else setLeaving({ kind: 'unsent', count: left });
    },
    async discardAndLeave() {
      setLeaving({ kind: 'leaving' });
      const ends = await Promise.allSettled(waiting().map(({ id }) => outbox.cancel(id)));
      const isUnderWay = ends.some((one) => one.status === 'fulfilled' && one.value === 'too-late');
      if (isUnderWay && waiting().length > 0) setLeaving({ kind: 'under-way' });
      else await leave();
    },
  };
}
