import type { ReactElement } from 'react';
import { signIn } from '../../../contract/operations.ts';
import { SignIn } from '../../../contract/account.ts';
import { AccountForm } from './account-form.tsx';

export function SignInPage(): ReactElement {
  return (
    <AccountForm
      title="Sign in"
      action="Sign in"
      busy="Signing in…"
      trouble="You are not signed in"
      schema={SignIn}
      operation={signIn}
      passwordKind="current-password"
      other={{ question: 'New here?', to: '/sign-up', label: 'Create an account' }}
    />
  );
}
