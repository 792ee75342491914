import type { FieldIssue } from '../field-issue.ts';
import { allowDetails } from '../allow-details.ts';
import { failureKind, type FailureKind } from '../failure-kind.ts';

type Issues = { readonly issues: readonly FieldIssue[] };

export const UNAUTHENTICATED: FailureKind<'UNAUTHENTICATED', unknown, 'auth'> =
  /* @__PURE__ */ failureKind('UNAUTHENTICATED', [1200, 'auth', 'warning', 'never', 'none', 401]);
export const FORBIDDEN: FailureKind<'FORBIDDEN', unknown, 'auth'> = /* @__PURE__ */ failureKind(
  'FORBIDDEN',
  [1201, 'auth', 'warning', 'never', 'none', 403],
);
export const CREDENTIALS_WRONG: FailureKind<'CREDENTIALS_WRONG', unknown, 'auth'> =
  /* @__PURE__ */ failureKind('CREDENTIALS_WRONG', [1202, 'auth', 'info', 'never', 'none', 401]);
/** The request was meant for another user than the one signed in. */
export const SUBJECT_MISMATCH: FailureKind<'SUBJECT_MISMATCH', unknown, 'user'> =
  /* @__PURE__ */ failureKind('SUBJECT_MISMATCH', [1203, 'user', 'warning', 'never', 'none', 412]);
export const CROSS_SITE_REFUSED: FailureKind<'CROSS_SITE_REFUSED', unknown, 'security'> =
  /* @__PURE__ */ failureKind('CROSS_SITE_REFUSED', [
    1204,
    'security',
    'warning',
    'never',
    'none',
    403,
  ]);
export const SESSION_EXPIRED: FailureKind<'SESSION_EXPIRED', unknown, 'user'> =
  /* @__PURE__ */ failureKind('SESSION_EXPIRED', [1205, 'user', 'info', 'never', 'none', 401]);
/** The user or an administrator ended this session from elsewhere. */
export const SESSION_REVOKED: FailureKind<'SESSION_REVOKED', unknown, 'user'> =
  /* @__PURE__ */ failureKind('SESSION_REVOKED', [1206, 'user', 'warning', 'never', 'none', 401]);
/** The session could not be renewed now, perhaps because of the network. The user stays signed in. */
export const SESSION_REFRESH_FAILED: FailureKind<'SESSION_REFRESH_FAILED', unknown, 'auth'> =
  /* @__PURE__ */ failureKind('SESSION_REFRESH_FAILED', [1207, 'auth', 'warning', 'later', 'none']);
export const ACCOUNT_LOCKED: FailureKind<'ACCOUNT_LOCKED', unknown, 'auth'> =
  /* @__PURE__ */ failureKind('ACCOUNT_LOCKED', [1208, 'auth', 'warning', 'never', 'none', 403]);
/** The server has suspended the account for a while; only the server knows why. */
export const ACCOUNT_SUSPENDED: FailureKind<'ACCOUNT_SUSPENDED', unknown, 'auth'> =
  /* @__PURE__ */ failureKind('ACCOUNT_SUSPENDED', [1209, 'auth', 'warning', 'later', 'none', 403]);
export const PROFILE_MISSING: FailureKind<'PROFILE_MISSING', unknown, 'user'> =
  /* @__PURE__ */ failureKind('PROFILE_MISSING', [1210, 'user', 'warning', 'never', 'none', 404]);
export const PROFILE_INVALID: FailureKind<'PROFILE_INVALID', Issues, 'user'> =
  /* @__PURE__ */ failureKind(
    'PROFILE_INVALID',
    [1211, 'user', 'info', 'never', 'none', 422],
    /* @__PURE__ */ allowDetails('issues'),
  );
/** The profile was changed elsewhere since it was read. */
export const PROFILE_CONFLICT: FailureKind<'PROFILE_CONFLICT', unknown, 'user'> =
  /* @__PURE__ */ failureKind('PROFILE_CONFLICT', [1212, 'user', 'warning', 'never', 'none', 409]);
/** A policy of the page (CSP, permissions) forbids this action. */
export const CONTENT_BLOCKED: FailureKind<'CONTENT_BLOCKED', unknown, 'security'> =
  /* @__PURE__ */ failureKind('CONTENT_BLOCKED', [1220, 'security', 'warning', 'never', 'none']);
/** The browser gives this only to pages on HTTPS or localhost. */
export const CONTEXT_INSECURE: FailureKind<'CONTEXT_INSECURE', unknown, 'security'> =
  /* @__PURE__ */ failureKind('CONTEXT_INSECURE', [1221, 'security', 'critical', 'never', 'none']);
/** The request looked like an attack. */
export const THREAT_REFUSED: FailureKind<'THREAT_REFUSED', unknown, 'security'> =
  /* @__PURE__ */ failureKind('THREAT_REFUSED', [
    1223,
    'security',
    'warning',
    'never',
    'none',
    403,
  ]);
/** The user, or the browser for the user, did not allow it. */
export const PERMISSION_DENIED: FailureKind<'PERMISSION_DENIED', unknown, 'security'> =
  /* @__PURE__ */ failureKind('PERMISSION_DENIED', [1224, 'security', 'info', 'never', 'none']);
/** The server takes no requests from this network address for a while. */
export const ADDRESS_BLOCKED: FailureKind<'ADDRESS_BLOCKED', unknown, 'security'> =
  /* @__PURE__ */ failureKind('ADDRESS_BLOCKED', [
    1225,
    'security',
    'warning',
    'later',
    'none',
    429,
  ]);
/**
 * The server at another origin answers a plain request, but this one does not get through: the server does not allow
 * its headers or its method from this page.
 */
export const CROSS_ORIGIN_REFUSED: FailureKind<'CROSS_ORIGIN_REFUSED', unknown, 'security'> =
  /* @__PURE__ */ failureKind('CROSS_ORIGIN_REFUSED', [
    1226,
    'security',
    'warning',
    'later',
    'unknown',
  ]);
