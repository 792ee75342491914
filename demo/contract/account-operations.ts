import { defineRead, defineWrite } from '@holdfast/core';
import * as z from 'zod/mini';
import { AccountDeletion, AccountExport, PasswordChange, Profile } from './account.ts';
import { Session } from './session.ts';

/** Changes the name that the screen shows. */
export const saveProfile = defineWrite('account.save-profile', {
  input: Profile,
  output: Session,
  request: (profile) => ({ method: 'PUT', path: 'account/profile', json: profile }),
});

/** Signs the account out on every other device. */
export const changePassword = defineWrite('account.change-password', {
  input: PasswordChange,
  output: Session,
  request: ({ current, next }) => ({
    method: 'POST',
    path: 'account/password',
    json: { current, next },
  }),
});

/** Everything that the server has of the account. */
export const exportAccount = defineRead('account.export', {
  input: z.undefined(),
  output: AccountExport,
  request: () => ({ path: 'account/export' }),
});

/** Deletes the account with everything in it, for good. */
export const deleteAccount = defineWrite('account.delete', {
  input: AccountDeletion,
  accept: 'nothing',
  request: (deletion) => ({ method: 'POST', path: 'account/deletion', json: deletion }),
});
