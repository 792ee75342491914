import { failureKind, type FailureKind } from '../failure-kind.ts';

export const STORAGE_FAILED: FailureKind<'STORAGE_FAILED', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('STORAGE_FAILED', [1300, 'storage', 'critical', 'later', 'none']);
/**
 * The browser gives no storage here: a private window, blocked cookies, a policy. On a server the storage is
 * read-only.
 */
export const STORAGE_UNAVAILABLE: FailureKind<'STORAGE_UNAVAILABLE', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('STORAGE_UNAVAILABLE', [
    1301,
    'storage',
    'critical',
    'never',
    'none',
  ]);
export const STORAGE_QUOTA: FailureKind<'STORAGE_QUOTA', unknown, 'quota'> =
  /* @__PURE__ */ failureKind('STORAGE_QUOTA', [1302, 'quota', 'critical', 'later', 'none']);
export const STORAGE_CORRUPT: FailureKind<'STORAGE_CORRUPT', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('STORAGE_CORRUPT', [1303, 'storage', 'critical', 'never', 'none']);
/** A newer version of the app wrote the stored data. */
export const STORAGE_NEWER: FailureKind<'STORAGE_NEWER', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('STORAGE_NEWER', [1304, 'storage', 'warning', 'never', 'none']);
/** The browser closed the connection to the database. Opening it again helps. */
export const STORAGE_CONNECTION_LOST: FailureKind<'STORAGE_CONNECTION_LOST', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('STORAGE_CONNECTION_LOST', [
    1305,
    'storage',
    'warning',
    'now',
    'none',
  ]);
/** The database refused the request: the key, the value or the store does not fit. */
export const STORAGE_QUERY_FAILED: FailureKind<'STORAGE_QUERY_FAILED', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('STORAGE_QUERY_FAILED', [
    1306,
    'storage',
    'critical',
    'never',
    'none',
  ]);
/** Another tab keeps an older version of the database open. */
export const STORAGE_BLOCKED: FailureKind<'STORAGE_BLOCKED', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('STORAGE_BLOCKED', [1308, 'storage', 'warning', 'later', 'none']);
/** The database of this device was deleted. A write that it held may have been sent before. */
export const STORAGE_LOST: FailureKind<'STORAGE_LOST', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('STORAGE_LOST', [1309, 'storage', 'critical', 'never', 'unknown']);
export const DATABASE_FAILED: FailureKind<'DATABASE_FAILED', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('DATABASE_FAILED', [
    1310,
    'storage',
    'critical',
    'later',
    'none',
    500,
  ]);
export const DATABASE_UNREACHABLE: FailureKind<'DATABASE_UNREACHABLE', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('DATABASE_UNREACHABLE', [
    1311,
    'storage',
    'critical',
    'later',
    'none',
    503,
  ]);
export const DATABASE_QUERY_FAILED: FailureKind<'DATABASE_QUERY_FAILED', unknown, 'storage'> =
  /* @__PURE__ */ failureKind('DATABASE_QUERY_FAILED', [
    1312,
    'storage',
    'critical',
    'never',
    'none',
    500,
  ]);
export const DATABASE_FULL: FailureKind<'DATABASE_FULL', unknown, 'quota'> =
  /* @__PURE__ */ failureKind('DATABASE_FULL', [1313, 'quota', 'critical', 'later', 'none', 507]);
