import { expect, it } from 'vitest';
import type { FailureKind } from '../failures/failure-kind.ts';
import { NOT_FOUND } from '../failures/kinds/http.ts';
import * as identity from '../failures/kinds/identity.ts';
import { isRefusal } from './is-refusal.ts';

it.each<[FailureKind, boolean]>([
  [identity.UNAUTHENTICATED, true],
  [identity.FORBIDDEN, true],
  [identity.SESSION_EXPIRED, true],
  [identity.SUBJECT_MISMATCH, true],
  [identity.SESSION_REFRESH_FAILED, false],
  [identity.CROSS_SITE_REFUSED, false],
  [NOT_FOUND, false],
])('$code refuses the user: %s', (kind, expected) => {
  expect(isRefusal(kind)).toBe(expected);
});
