'use client';
import type { ReactElement } from 'react';
import { signIn } from '../../../contract/sign-in-operations.ts';
import { SignIn } from '../../../contract/account.ts';
import { useText } from '../../words/use-text.ts';
import { AccountForm } from './account-form.tsx';
import { words } from './words.ts';

export default function SignInPage(): ReactElement {
  const { question, other, ...how } = useText(words).signIn;
  return (
    <AccountForm
      {...how}
      schema={SignIn}
      operation={signIn}
      passwordKind="current-password"
      other={{ question, to: '/sign-up', label: other }}
    />
  );
}
