import type { ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { LeaveAllDevices } from './leave-all-devices.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { useSignOut } from './use-sign-out.ts';

/** Signs out at once when nothing waits, and asks what shall become of it when something does. */
export function SignOut(): ReactElement {
  const control = useSignOut();
  const isLeaving = control.leaving.kind === 'leaving';
  return (
    <>
      <ActionButton look="quiet" isBusy={isLeaving} onPress={control.begin}>
        {isLeaving ? 'Signing out…' : 'Sign out'}
      </ActionButton>
      <LeaveAllDevices />
      <SignOutDialog control={control} />
    </>
  );
}
