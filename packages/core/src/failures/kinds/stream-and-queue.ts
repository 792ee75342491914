import { failureKind, type FailureKind } from '../failure-kind.ts';

export const STREAM_INTERRUPTED: FailureKind<'STREAM_INTERRUPTED'> = failureKind(
  'STREAM_INTERRUPTED',
  [1500, 'stream', 'warning', 'later', 'unknown'],
);
/** The user, or the app for them, took a queued entry back before it was sent. */
export const ENTRY_CANCELLED: FailureKind<'ENTRY_CANCELLED'> = failureKind('ENTRY_CANCELLED', [
  1510,
  'queue',
  'info',
  'never',
  'none',
]);
/** Sent, no answer, and the server does not honour idempotency keys: somebody has to look. */
export const ENTRY_UNCERTAIN: FailureKind<'ENTRY_UNCERTAIN'> = failureKind('ENTRY_UNCERTAIN', [
  1511,
  'queue',
  'warning',
  'never',
  'unknown',
]);
export const ENTRY_UNKNOWN: FailureKind<'ENTRY_UNKNOWN'> = failureKind('ENTRY_UNKNOWN', [
  1512,
  'queue',
  'warning',
  'never',
  'none',
]);
/** Nobody is signed in, so nobody would own the entry. */
export const OWNER_MISSING: FailureKind<'OWNER_MISSING'> = failureKind('OWNER_MISSING', [
  1513,
  'queue',
  'warning',
  'never',
  'none',
]);
