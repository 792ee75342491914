import { allowDetails } from '../allow-details.ts';
import { failureKind, type FailureKind } from '../failure-kind.ts';

export const BAD_REQUEST: FailureKind<'BAD_REQUEST', unknown, 'api'> = /* @__PURE__ */ failureKind(
  'BAD_REQUEST',
  [1010, 'api', 'warning', 'never', 'none', 400],
);
export const NOT_FOUND: FailureKind<'NOT_FOUND', unknown, 'api'> = /* @__PURE__ */ failureKind(
  'NOT_FOUND',
  [1011, 'api', 'info', 'never', 'none', 404],
);
export const METHOD_NOT_ALLOWED: FailureKind<'METHOD_NOT_ALLOWED', unknown, 'api'> =
  /* @__PURE__ */ failureKind('METHOD_NOT_ALLOWED', [1012, 'api', 'warning', 'never', 'none', 405]);
export const REQUEST_TIMEOUT: FailureKind<'REQUEST_TIMEOUT', unknown, 'api'> =
  /* @__PURE__ */ failureKind('REQUEST_TIMEOUT', [1013, 'api', 'info', 'later', 'unknown', 408]);
export const CONFLICT: FailureKind<'CONFLICT', unknown, 'api'> = /* @__PURE__ */ failureKind(
  'CONFLICT',
  [1014, 'api', 'warning', 'never', 'none', 409],
);
export const GONE: FailureKind<'GONE', unknown, 'api'> = /* @__PURE__ */ failureKind('GONE', [
  1015,
  'api',
  'info',
  'never',
  'none',
  410,
]);
export const PRECONDITION_FAILED: FailureKind<'PRECONDITION_FAILED', unknown, 'api'> =
  /* @__PURE__ */ failureKind('PRECONDITION_FAILED', [
    1016,
    'api',
    'warning',
    'never',
    'none',
    412,
  ]);
export const BODY_TOO_LARGE: FailureKind<'BODY_TOO_LARGE', { limitBytes: number }, 'api'> =
  /* @__PURE__ */ failureKind(
    'BODY_TOO_LARGE',
    [1017, 'api', 'warning', 'never', 'none', 413],
    /* @__PURE__ */ allowDetails('limitBytes'),
  );
export const MEDIA_TYPE_REFUSED: FailureKind<'MEDIA_TYPE_REFUSED', unknown, 'api'> =
  /* @__PURE__ */ failureKind('MEDIA_TYPE_REFUSED', [1018, 'api', 'warning', 'never', 'none', 415]);
export const TOO_EARLY: FailureKind<'TOO_EARLY', unknown, 'api'> = /* @__PURE__ */ failureKind(
  'TOO_EARLY',
  [1019, 'api', 'info', 'later', 'none', 425],
);
export const RATE_LIMITED: FailureKind<'RATE_LIMITED', unknown, 'rate-limit'> =
  /* @__PURE__ */ failureKind('RATE_LIMITED', [
    1020,
    'rate-limit',
    'warning',
    'later',
    'none',
    429,
  ]);
export const PAYMENT_REQUIRED: FailureKind<'PAYMENT_REQUIRED', unknown, 'quota'> =
  /* @__PURE__ */ failureKind('PAYMENT_REQUIRED', [1021, 'quota', 'warning', 'never', 'none', 402]);
export const NOT_ACCEPTABLE: FailureKind<'NOT_ACCEPTABLE', unknown, 'api'> =
  /* @__PURE__ */ failureKind('NOT_ACCEPTABLE', [1022, 'api', 'warning', 'never', 'none', 406]);
export const URL_TOO_LONG: FailureKind<'URL_TOO_LONG', unknown, 'api'> =
  /* @__PURE__ */ failureKind('URL_TOO_LONG', [1023, 'api', 'warning', 'never', 'none', 414]);
export const RESOURCE_LOCKED: FailureKind<'RESOURCE_LOCKED', unknown, 'resource'> =
  /* @__PURE__ */ failureKind('RESOURCE_LOCKED', [1024, 'resource', 'info', 'later', 'none', 423]);
export const PRECONDITION_REQUIRED: FailureKind<'PRECONDITION_REQUIRED', unknown, 'api'> =
  /* @__PURE__ */ failureKind('PRECONDITION_REQUIRED', [
    1025,
    'api',
    'warning',
    'never',
    'none',
    428,
  ]);
export const HEADERS_TOO_LARGE: FailureKind<'HEADERS_TOO_LARGE', unknown, 'api'> =
  /* @__PURE__ */ failureKind('HEADERS_TOO_LARGE', [1026, 'api', 'warning', 'never', 'none', 431]);
export const LEGALLY_UNAVAILABLE: FailureKind<'LEGALLY_UNAVAILABLE', unknown, 'api'> =
  /* @__PURE__ */ failureKind('LEGALLY_UNAVAILABLE', [1027, 'api', 'info', 'never', 'none', 451]);
export const SERVER_ERROR: FailureKind<'SERVER_ERROR', unknown, 'api'> =
  /* @__PURE__ */ failureKind('SERVER_ERROR', [1030, 'api', 'critical', 'later', 'unknown', 500]);
export const NOT_IMPLEMENTED: FailureKind<'NOT_IMPLEMENTED', unknown, 'api'> =
  /* @__PURE__ */ failureKind('NOT_IMPLEMENTED', [1031, 'api', 'critical', 'never', 'none', 501]);
export const BAD_GATEWAY: FailureKind<'BAD_GATEWAY', unknown, 'api'> = /* @__PURE__ */ failureKind(
  'BAD_GATEWAY',
  [1032, 'api', 'warning', 'later', 'unknown', 502],
);
export const UNAVAILABLE: FailureKind<'UNAVAILABLE', unknown, 'api'> = /* @__PURE__ */ failureKind(
  'UNAVAILABLE',
  [1033, 'api', 'warning', 'later', 'unknown', 503],
);
export const GATEWAY_TIMEOUT: FailureKind<'GATEWAY_TIMEOUT', unknown, 'api'> =
  /* @__PURE__ */ failureKind('GATEWAY_TIMEOUT', [1034, 'api', 'warning', 'later', 'unknown', 504]);
export const SERVER_STORAGE_FULL: FailureKind<'SERVER_STORAGE_FULL', unknown, 'quota'> =
  /* @__PURE__ */ failureKind('SERVER_STORAGE_FULL', [
    1035,
    'quota',
    'critical',
    'later',
    'none',
    507,
  ]);
export const CLIENT_ERROR: FailureKind<'CLIENT_ERROR', unknown, 'api'> =
  /* @__PURE__ */ failureKind('CLIENT_ERROR', [1090, 'api', 'warning', 'never', 'none']);
export const OTHER_SERVER_ERROR: FailureKind<'OTHER_SERVER_ERROR', unknown, 'api'> =
  /* @__PURE__ */ failureKind('OTHER_SERVER_ERROR', [1091, 'api', 'critical', 'later', 'unknown']);
/**
 * A write was redirected within its own origin, so the browser may have repeated it as a read; the answer
 * does not say which method arrived.
 */
export const WRITE_REDIRECTED: FailureKind<'WRITE_REDIRECTED', unknown, 'api'> =
  /* @__PURE__ */ failureKind('WRITE_REDIRECTED', [1093, 'api', 'critical', 'never', 'unknown']);
export const STATUS_UNEXPECTED: FailureKind<'STATUS_UNEXPECTED', unknown, 'api'> =
  /* @__PURE__ */ failureKind('STATUS_UNEXPECTED', [1092, 'api', 'warning', 'never', 'unknown']);
