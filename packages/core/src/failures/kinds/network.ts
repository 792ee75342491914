import { failureKind, type FailureKind } from '../failure-kind.ts';

export const NETWORK_FAILED: FailureKind<'NETWORK_FAILED'> = failureKind('NETWORK_FAILED', [
  1000,
  'network',
  'warning',
  'later',
  'unknown',
]);
export const OFFLINE: FailureKind<'OFFLINE'> = failureKind('OFFLINE', [
  1001,
  'network',
  'info',
  'later',
  'none',
]);
export const ABORTED: FailureKind<'ABORTED'> = failureKind('ABORTED', [
  1002,
  'network',
  'debug',
  'never',
  'unknown',
]);
export const CAPTIVE_PORTAL: FailureKind<'CAPTIVE_PORTAL'> = failureKind('CAPTIVE_PORTAL', [
  1003,
  'network',
  'info',
  'later',
  'none',
]);
export const ANSWER_TOO_LARGE: FailureKind<'ANSWER_TOO_LARGE'> = failureKind('ANSWER_TOO_LARGE', [
  1004,
  'network',
  'warning',
  'never',
  'unknown',
]);
