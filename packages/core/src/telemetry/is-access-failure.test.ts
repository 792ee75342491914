import { expect, it } from 'vitest';
import { catalogue } from '../failures/catalogue.ts';
import { defineFailures } from '../failures/define-failures.ts';
import type { FailureKind } from '../failures/failure-kind.ts';
import { Failure } from '../failures/failure.ts';
import { isAccessFailure } from './is-access-failure.ts';

const codesOf = (kinds: Readonly<Record<string, FailureKind>>): readonly string[] =>
  Object.values(kinds)
    .filter((kind) => isAccessFailure(new Failure(kind).toJSON()))
    .map(({ code }) => code);

it('every refusal of a user that is not known or not allowed counts as a failure of access, in any family', () => {
  expect(codesOf(catalogue)).toEqual([
    'UNAUTHENTICATED',
    'FORBIDDEN',
    'CREDENTIALS_WRONG',
    'SUBJECT_MISMATCH',
    'CROSS_SITE_REFUSED',
    'SESSION_EXPIRED',
    'SESSION_REVOKED',
    'SESSION_REFRESH_FAILED',
    'ACCOUNT_LOCKED',
    'ACCOUNT_SUSPENDED',
  ]);
});

it('a failure of the app counts as a failure of access when its family is `auth`', () => {
  const row = { severity: 'info', retry: 'never', effect: 'none' } as const;
  const own = defineFailures({
    auth: { SECOND_FACTOR_MISSING: { ...row, number: 2000 } },
    story: { STORY_REFUSED: { ...row, number: 2001 } },
  });
  expect(codesOf(own)).toEqual(['SECOND_FACTOR_MISSING']);
});
