'use client';
import type { ReactElement } from 'react';
import type { Account } from '../../account/account-keeper.ts';
import { Dialog } from '../../look/dialog.tsx';
import { useText } from '../../words/use-text.ts';
import { expiredWords } from './expired-words.ts';
import { SignInAgain } from './sign-in-again.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { useSignOut } from './use-sign-out.ts';

export default function ExpiredDialogs({ account }: { readonly account: Account }): ReactElement {
  const text = useText(expiredWords);
  const control = useSignOut();
  return (
    <>
      <Dialog title={text.title} isOpen hidesPage>
        <SignInAgain account={account} onLeave={() => void control.begin()} />
      </Dialog>
      <SignOutDialog control={control} />
    </>
  );
}
