import { failureKind, type FailureKind } from '../failure-kind.ts';

/** One attempt took too long. */
export const TIMEOUT: FailureKind<'TIMEOUT'> = failureKind('TIMEOUT', [
  1400,
  'policy',
  'warning',
  'later',
  'unknown',
]);
/** The whole operation, retries included, ran out of time. */
export const DEADLINE_EXCEEDED: FailureKind<'DEADLINE_EXCEEDED'> = failureKind(
  'DEADLINE_EXCEEDED',
  [1401, 'policy', 'warning', 'later', 'unknown'],
);
export const CIRCUIT_OPEN: FailureKind<'CIRCUIT_OPEN'> = failureKind('CIRCUIT_OPEN', [
  1402,
  'policy',
  'warning',
  'later',
  'none',
]);
export const BULKHEAD_FULL: FailureKind<'BULKHEAD_FULL'> = failureKind('BULKHEAD_FULL', [
  1403,
  'policy',
  'warning',
  'later',
  'none',
]);
/** Policies were put together in a way that cannot do what it says. */
export const PIPELINE_INVALID: FailureKind<'PIPELINE_INVALID', { remedy: string }> = failureKind(
  'PIPELINE_INVALID',
  [1490, 'policy', 'critical', 'never', 'none'],
  ['remedy'],
);
