import { defineWrite } from '@holdfast/core';
import { SignIn, SignUp } from './account.ts';
import { Session } from './session.ts';

export const signUp = defineWrite('session.sign-up', {
  input: SignUp,
  output: Session,
  request: (account) => ({ method: 'POST', path: 'accounts', json: account }),
});

export const signIn = defineWrite('session.sign-in', {
  input: SignIn,
  output: Session,
  request: (account) => ({ method: 'POST', path: 'session', json: account }),
});
