'use client';
import type { ReactElement } from 'react';
import type { Account } from '../../account/account-keeper.ts';
import { Dialog } from '../../look/dialog.tsx';
import { useText } from '../../words/use-text.ts';
import { expiredTitle } from './expired-title.ts';
import { SignInAgain } from './sign-in-again.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { useSignOut } from './use-sign-out.ts';

export default function ExpiredDialogs({ account }: { readonly account: Account }): ReactElement {
  const title = useText(expiredTitle);
  const control = useSignOut();
  return (
    <>
      <Dialog title={title} isOpen hidesPage>
        <SignInAgain account={account} onLeave={() => void control.begin()} />
      </Dialog>
      <SignOutDialog control={control} />
    </>
  );
}
