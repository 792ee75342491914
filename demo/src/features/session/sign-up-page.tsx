import type { ReactElement } from 'react';
import { SignUp } from '../../../contract/account.ts';
import { signUp } from '../../../contract/operations.ts';
import { AccountForm } from './account-form.tsx';
import { TakenName } from './taken-name.tsx';

export function SignUpPage(): ReactElement {
  return (
    <AccountForm
      title="Create an account"
      action="Create account"
      busy="Creating your account…"
      trouble="The account is not created"
      schema={SignUp}
      operation={signUp}
      passwordKind="new-password"
      passwordHint="At least 10 characters. A sentence you remember is fine."
      WhenTaken={TakenName}
      other={{ question: 'You have an account?', to: '/sign-in', label: 'Sign in' }}
    />
  );
}
