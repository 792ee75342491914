import { failureKind, type FailureKind } from '../failure-kind.ts';

export const UNAUTHENTICATED: FailureKind<'UNAUTHENTICATED'> = failureKind('UNAUTHENTICATED', [
  1200,
  'auth',
  'warning',
  'never',
  'none',
  401,
]);
export const FORBIDDEN: FailureKind<'FORBIDDEN'> = failureKind('FORBIDDEN', [
  1201,
  'auth',
  'warning',
  'never',
  'none',
  403,
]);
export const CREDENTIALS_WRONG: FailureKind<'CREDENTIALS_WRONG'> = failureKind(
  'CREDENTIALS_WRONG',
  [1202, 'auth', 'info', 'never', 'none', 401],
);
/** The request was meant for another user than the one signed in. */
export const SUBJECT_MISMATCH: FailureKind<'SUBJECT_MISMATCH'> = failureKind('SUBJECT_MISMATCH', [
  1203,
  'user',
  'warning',
  'never',
  'none',
  412,
]);
export const CROSS_SITE_REFUSED: FailureKind<'CROSS_SITE_REFUSED'> = failureKind(
  'CROSS_SITE_REFUSED',
  [1204, 'security', 'warning', 'never', 'none', 403],
);
