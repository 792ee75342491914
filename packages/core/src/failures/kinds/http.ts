import { failureKind, type FailureKind } from '../failure-kind.ts';

export const BAD_REQUEST: FailureKind<'BAD_REQUEST'> = failureKind('BAD_REQUEST', [
  1010,
  'api',
  'warning',
  'never',
  'none',
  400,
]);
export const NOT_FOUND: FailureKind<'NOT_FOUND'> = failureKind('NOT_FOUND', [
  1011,
  'api',
  'info',
  'never',
  'none',
  404,
]);
export const METHOD_NOT_ALLOWED: FailureKind<'METHOD_NOT_ALLOWED'> = failureKind(
  'METHOD_NOT_ALLOWED',
  [1012, 'api', 'warning', 'never', 'none', 405],
);
export const REQUEST_TIMEOUT: FailureKind<'REQUEST_TIMEOUT'> = failureKind('REQUEST_TIMEOUT', [
  1013,
  'api',
  'info',
  'later',
  'unknown',
  408,
]);
export const CONFLICT: FailureKind<'CONFLICT'> = failureKind('CONFLICT', [
  1014,
  'api',
  'warning',
  'never',
  'none',
  409,
]);
export const GONE: FailureKind<'GONE'> = failureKind('GONE', [
  1015,
  'api',
  'info',
  'never',
  'none',
  410,
]);
export const PRECONDITION_FAILED: FailureKind<'PRECONDITION_FAILED'> = failureKind(
  'PRECONDITION_FAILED',
  [1016, 'api', 'warning', 'never', 'none', 412],
);
export const BODY_TOO_LARGE: FailureKind<'BODY_TOO_LARGE', { limitBytes: number }> = failureKind(
  'BODY_TOO_LARGE',
  [1017, 'api', 'warning', 'never', 'none', 413],
  ['limitBytes'],
);
export const MEDIA_TYPE_REFUSED: FailureKind<'MEDIA_TYPE_REFUSED'> = failureKind(
  'MEDIA_TYPE_REFUSED',
  [1018, 'api', 'warning', 'never', 'none', 415],
);
export const TOO_EARLY: FailureKind<'TOO_EARLY'> = failureKind('TOO_EARLY', [
  1019,
  'api',
  'info',
  'later',
  'none',
  425,
]);
export const RATE_LIMITED: FailureKind<'RATE_LIMITED'> = failureKind('RATE_LIMITED', [
  1020,
  'rate-limit',
  'warning',
  'later',
  'none',
  429,
]);
export const SERVER_ERROR: FailureKind<'SERVER_ERROR'> = failureKind('SERVER_ERROR', [
  1030,
  'api',
  'critical',
  'later',
  'unknown',
  500,
]);
export const NOT_IMPLEMENTED: FailureKind<'NOT_IMPLEMENTED'> = failureKind('NOT_IMPLEMENTED', [
  1031,
  'api',
  'critical',
  'never',
  'none',
  501,
]);
export const BAD_GATEWAY: FailureKind<'BAD_GATEWAY'> = failureKind('BAD_GATEWAY', [
  1032,
  'api',
  'warning',
  'later',
  'unknown',
  502,
]);
export const UNAVAILABLE: FailureKind<'UNAVAILABLE'> = failureKind('UNAVAILABLE', [
  1033,
  'api',
  'warning',
  'later',
  'unknown',
  503,
]);
export const GATEWAY_TIMEOUT: FailureKind<'GATEWAY_TIMEOUT'> = failureKind('GATEWAY_TIMEOUT', [
  1034,
  'api',
  'warning',
  'later',
  'unknown',
  504,
]);
export const CLIENT_ERROR: FailureKind<'CLIENT_ERROR'> = failureKind('CLIENT_ERROR', [
  1090,
  'api',
  'warning',
  'never',
  'none',
]);
export const OTHER_SERVER_ERROR: FailureKind<'OTHER_SERVER_ERROR'> = failureKind(
  'OTHER_SERVER_ERROR',
  [1091, 'api', 'critical', 'later', 'unknown'],
);
export const STATUS_UNEXPECTED: FailureKind<'STATUS_UNEXPECTED'> = failureKind(
  'STATUS_UNEXPECTED',
  [1092, 'api', 'warning', 'never', 'unknown'],
);
