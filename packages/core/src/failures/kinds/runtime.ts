import { failureKind, type FailureKind } from '../failure-kind.ts';

export const RENDER_FAILED: FailureKind<'RENDER_FAILED'> = failureKind('RENDER_FAILED', [
  1600,
  'render',
  'critical',
  'now',
  'none',
]);
export const CHUNK_FAILED: FailureKind<'CHUNK_FAILED'> = failureKind('CHUNK_FAILED', [
  1610,
  'chunk',
  'warning',
  'later',
  'none',
]);
export const WORKER_FAILED: FailureKind<'WORKER_FAILED'> = failureKind('WORKER_FAILED', [
  1620,
  'worker',
  'warning',
  'later',
  'none',
]);
/** The code itself is wrong; no retry will help. */
export const DEFECT: FailureKind<'DEFECT'> = failureKind('DEFECT', [
  1690,
  'runtime',
  'critical',
  'never',
  'unknown',
  500,
]);
export const UNKNOWN: FailureKind<'UNKNOWN'> = failureKind('UNKNOWN', [
  1699,
  'runtime',
  'critical',
  'never',
  'unknown',
  500,
]);
