import { failureKind, type FailureKind } from '../failure-kind.ts';

export const STORAGE_FAILED: FailureKind<'STORAGE_FAILED'> = failureKind('STORAGE_FAILED', [
  1300,
  'storage',
  'critical',
  'later',
  'none',
]);
/** The browser gives no storage here: a private window, blocked cookies, a policy. */
export const STORAGE_UNAVAILABLE: FailureKind<'STORAGE_UNAVAILABLE'> = failureKind(
  'STORAGE_UNAVAILABLE',
  [1301, 'storage', 'critical', 'never', 'none'],
);
export const STORAGE_QUOTA: FailureKind<'STORAGE_QUOTA'> = failureKind('STORAGE_QUOTA', [
  1302,
  'quota',
  'critical',
  'later',
  'none',
]);
export const STORAGE_CORRUPT: FailureKind<'STORAGE_CORRUPT'> = failureKind('STORAGE_CORRUPT', [
  1303,
  'storage',
  'critical',
  'never',
  'none',
]);
/** What is stored was written by a newer version of the app. */
export const STORAGE_NEWER: FailureKind<'STORAGE_NEWER'> = failureKind('STORAGE_NEWER', [
  1304,
  'storage',
  'warning',
  'never',
  'none',
]);
export const DATABASE_FAILED: FailureKind<'DATABASE_FAILED'> = failureKind('DATABASE_FAILED', [
  1310,
  'storage',
  'critical',
  'later',
  'none',
  500,
]);
