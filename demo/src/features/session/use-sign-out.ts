'use client';
import type { Failure } from '@holdfast/core';
import { toImportFailure } from '@holdfast/core/parts';
import { useHoldfast } from '@holdfast/react';
import { useEffect, useState } from 'react';
import { signOut, signOutEverywhere } from '../../../contract/operations.ts';
import type * as UnsentWorkPart from '../../account/unsent-work.ts';
import { useFireside } from '../../fireside/fireside-context.ts';

/** For how long the writer can undo the discard of unsent work. */
export const UNDO_MS = 10_000;

/** How far the sign-out has come. `stuck` says why it goes no further. */
export type Leaving =
  | { readonly kind: 'staying' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending' }
  /** Everything unsent is discarded in a moment, unless the writer takes that back. */
  | { readonly kind: 'discarding' }
  | { readonly kind: 'leaving' }
  | { readonly kind: 'unsent'; readonly count: number }
  /** A change is being sent, so it can no longer be thrown away for certain. */
  | { readonly kind: 'under-way' }
  /** The part that counts unsent work did not load. */
  | { readonly kind: 'not-counting'; readonly failure: Failure }
  | { readonly kind: 'stuck'; readonly failure: Failure };

export interface SignOutControl {
  readonly leaving: Leaving;
  /** The drafts that no server has, counted when the writer began to sign out. */
  readonly drafts: number;
  /** The changes on this device that the outbox does not list, because it could not read them. */
  readonly setAside: number;
  /** Why the device could not be read, so that it may have more unsent work than the page knows of. */
  readonly uncounted: Failure | undefined;
  readonly begin: () => Promise<void>;
  readonly stay: () => void;
  readonly leave: () => Promise<void>;
  /** Ends every session of the account. Waiting writes stay on their device. */
  readonly leaveEverywhere: () => Promise<void>;
  readonly sendAndLeave: () => Promise<void>;
  /** Discards everything unsent after `UNDO_MS`. Until then `ask` takes it back. */
  readonly discard: () => void;
  readonly ask: () => void;
  readonly discardAndLeave: () => Promise<void>;
}

type Counted = Pick<SignOutControl, 'drafts' | 'setAside' | 'uncounted'>;

/** Counts what is unsent with code that loads at the first sign-out. While it does not load, the writer stays signed in. */
export function useSignOut(
  load: () => Promise<Pick<typeof UnsentWorkPart, 'unsentWork'>> = () =>
    import('../../account/unsent-work.ts'),
): SignOutControl {
  const { run, platform } = useHoldfast();
  const { account, outbox } = useFireside();
  const [leaving, setLeaving] = useState<Leaving>({ kind: 'staying' });
  const [counted, setCounted] = useState<Counted>(NOT_COUNTED);
  const waiting = outbox.entries.getSnapshot;

  const end = async (
    how: typeof signOut | typeof signOutEverywhere,
    unsent: 'keep' | 'discard' = 'keep',
  ): Promise<boolean> => {
    setLeaving({ kind: 'leaving' });
    const outcome = await run(how);
    // Only the server can end a session. While it cannot be reached, "signed out" would not be true.
    if (outcome.kind === 'failed' && outcome.failure.code !== 'UNAUTHENTICATED') {
      setLeaving({ kind: 'stuck', failure: outcome.failure });
      return false;
    }
    await account.signedOut(unsent);
    setLeaving({ kind: 'staying' });
    return true;
  };

  const leave = async (): Promise<void> => void (await end(signOut));
  const ask = (): void => setLeaving({ kind: 'asking' });

  const discardAndLeave = async (): Promise<void> => {
    setLeaving({ kind: 'leaving' });
    // From here on no send begins, so that the page knows which entries are on their way.
    await outbox.pause().catch(() => {});
    const isUnderWay = waiting().some(({ state }) => state.kind === 'sending');
    if (isUnderWay) setLeaving({ kind: 'under-way' });
    else if (await end(signOut, 'discard')) return;
    await outbox.resume().catch(() => {});
  };

  const isDiscarding = leaving.kind === 'discarding';
  useEffect(
    () => (isDiscarding ? platform.schedule(UNDO_MS, () => void discardAndLeave()) : undefined),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the time begins once, with the press
    [isDiscarding],
  );

  return {
    ...counted,
    ...{ leaving, leave, ask, discardAndLeave },
    leaveEverywhere: async () => void (await end(signOutEverywhere)),
    async begin() {
      const owner = account.getSnapshot()?.subject;
      let unsent: UnsentWorkPart.UnsentWork;
      try {
        unsent = owner === undefined ? NOTHING : await (await load()).unsentWork(owner);
      } catch (error) {
        setLeaving({ kind: 'not-counting', failure: toImportFailure(error) });
        return;
      }
      const listed = waiting().length;
      const setAside = Math.max(0, unsent.entries - listed);
      const { drafts, uncounted } = unsent;
      setCounted({ drafts, setAside, uncounted });
      if (listed + setAside + drafts > 0 || uncounted) ask();
      else await leave();
    },
    stay: () => setLeaving({ kind: 'staying' }),
    async sendAndLeave() {
      setLeaving({ kind: 'sending' });
      await Promise.allSettled(waiting().map(({ id }) => outbox.retry(id)));
      await outbox.drain();
      const left = waiting().length;
      if (left === 0) await leave();
      else setLeaving({ kind: 'unsent', count: left });
    },
    discard: () => setLeaving({ kind: 'discarding' }),
  };
}

const NOTHING: UnsentWorkPart.UnsentWork = { entries: 0, drafts: 0 };
const NOT_COUNTED: Counted = { drafts: 0, setAside: 0, uncounted: undefined };
