'use client';
import { useObservable } from '@holdfast/react';
import { lazyWithRetry } from '@holdfast/react/boundary';
import { type ReactElement } from 'react';
import { Apart } from '../../look/apart.tsx';
import { useFireside } from '../../fireside/fireside-context.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { LeaveAllDevices } from './leave-all-devices.tsx';
import { leaveWords } from './leave-words.ts';
import { useSignOut } from './use-sign-out.ts';

const SignOutDialog = lazyWithRetry(() => import('./sign-out-dialog.tsx'));

/** Signs out at once when everything is sent, and asks what should happen to unsent work when there is some. */
export function SignOut(): ReactElement {
  const text = useText(leaveWords);
  const { account } = useFireside();
  const hasEnded = useObservable(account.hasEnded);
  const control = useSignOut();
  const isLeaving = control.leaving.kind === 'leaving';
  return (
    <>
      <ActionButton look="quiet" isBusy={isLeaving} onPress={() => void control.begin()}>
        {isLeaving ? text.signingOut : text.signOut}
      </ActionButton>
      <LeaveAllDevices />
      {/* While the session has ended, the question is asked there. */}
      <Apart>
        {!hasEnded && control.leaving.kind !== 'staying' && <SignOutDialog control={control} />}
      </Apart>
    </>
  );
}
