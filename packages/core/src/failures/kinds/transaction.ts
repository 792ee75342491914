import { failureKind, type FailureKind } from '../failure-kind.ts';

/** The database ended this transaction so that another could go on; all of it was undone. */
export const TRANSACTION_DEADLOCK: FailureKind<'TRANSACTION_DEADLOCK', unknown, 'transaction'> =
  /* @__PURE__ */ failureKind('TRANSACTION_DEADLOCK', [
    1320,
    'transaction',
    'warning',
    'now',
    'none',
    503,
  ]);
/** Another transaction changed the same data first; all of this one was undone. */
export const TRANSACTION_CONFLICT: FailureKind<'TRANSACTION_CONFLICT', unknown, 'transaction'> =
  /* @__PURE__ */ failureKind('TRANSACTION_CONFLICT', [
    1321,
    'transaction',
    'warning',
    'now',
    'none',
    503,
  ]);
export const TRANSACTION_TIMEOUT: FailureKind<'TRANSACTION_TIMEOUT', unknown, 'transaction'> =
  /* @__PURE__ */ failureKind('TRANSACTION_TIMEOUT', [
    1322,
    'transaction',
    'warning',
    'later',
    'none',
    503,
  ]);
export const TRANSACTION_ROLLED_BACK: FailureKind<
  'TRANSACTION_ROLLED_BACK',
  unknown,
  'transaction'
> = /* @__PURE__ */ failureKind('TRANSACTION_ROLLED_BACK', [
  1323,
  'transaction',
  'warning',
  'later',
  'none',
  500,
]);
/** The connection died while committing: it is not known whether the transaction took effect. */
export const COMMIT_UNCERTAIN: FailureKind<'COMMIT_UNCERTAIN', unknown, 'transaction'> =
  /* @__PURE__ */ failureKind('COMMIT_UNCERTAIN', [
    1324,
    'transaction',
    'critical',
    'later',
    'unknown',
    503,
  ]);
export const CONSTRAINT_BROKEN: FailureKind<'CONSTRAINT_BROKEN', unknown, 'transaction'> =
  /* @__PURE__ */ failureKind('CONSTRAINT_BROKEN', [
    1325,
    'transaction',
    'warning',
    'never',
    'none',
    409,
  ]);
/** Another tab stole the lock. The tab that holds it now may do the same work. */
export const LOCK_LOST: FailureKind<'LOCK_LOST', unknown, 'resource'> = /* @__PURE__ */ failureKind(
  'LOCK_LOST',
  [1330, 'resource', 'warning', 'later', 'unknown'],
);
export const LOCK_UNAVAILABLE: FailureKind<'LOCK_UNAVAILABLE', unknown, 'resource'> =
  /* @__PURE__ */ failureKind('LOCK_UNAVAILABLE', [1331, 'resource', 'info', 'later', 'none']);
