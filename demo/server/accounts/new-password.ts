import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { passwordFault, type PasswordFault } from '@holdfast/server/credentials';
import { dictionary } from '@zxcvbn-ts/language-common';
import type { SignUp } from '../../contract/account.ts';

const common: ReadonlySet<string> = new Set(dictionary['passwords-common'].map(String));

const WORDS: Readonly<Record<PasswordFault, string>> = {
  short: 'A password has at least 10 characters.',
  long: 'A password has at most 200 characters.',
  repeated: 'This password repeats itself. Take a sentence that only you would say.',
  sequence:
    'Most of this password is a row of keys, letters or numbers. Take a sentence that only you would say.',
  name: 'This password is almost the name. Take another.',
  common:
    'Most of this password is what many people use, so it is tried first. Take a sentence that only you would say.',
};

/** Refuses a new password that is easy to guess (`REQUEST_INVALID`). */
export function requireGoodPassword({ name, password }: SignUp, pointer = '/password'): void {
  const fault = passwordFault(
    { password, names: [name, 'fireside'] },
    { isCommon: (text) => common.has(text) },
  );
  if (fault === undefined) return;
  const issues = [{ pointer, message: WORDS[fault] }];
  throw new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
}
