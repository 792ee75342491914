'use client';
import type { ReactElement } from 'react';
import { SignUp } from '../../../contract/account.ts';
import { signUp } from '../../../contract/sign-in-operations.ts';
import { useText } from '../../words/use-text.ts';
import { AccountForm } from './account-form.tsx';
import { TakenName } from './taken-name.tsx';
import { words } from './words.ts';

export default function SignUpPage(): ReactElement {
  const { question, other, hint, ...how } = useText(words).signUp;
  return (
    <AccountForm
      {...how}
      schema={SignUp}
      operation={signUp}
      passwordKind="new-password"
      passwordHint={hint}
      WhenTaken={TakenName}
      other={{ question, to: '/sign-in', label: other }}
    />
  );
}
