import { allowDetails } from '../allow-details.ts';
import { failureKind, type FailureKind } from '../failure-kind.ts';

export const BUDGET_EXCEEDED: FailureKind<'BUDGET_EXCEEDED', unknown, 'budget'> =
  /* @__PURE__ */ failureKind('BUDGET_EXCEEDED', [1420, 'budget', 'info', 'never', 'none', 402]);
/** The rest of the budget is unknown, and without it no operation may spend. */
export const BUDGET_UNKNOWN: FailureKind<'BUDGET_UNKNOWN', unknown, 'budget'> =
  /* @__PURE__ */ failureKind('BUDGET_UNKNOWN', [1421, 'budget', 'warning', 'later', 'none']);
/**
 * The allowance for a period is used up, or all places are taken. `retryAfterMs` says when to send again, `what` names
 * the limit, and `limit` says how much it is.
 */
export const QUOTA_EXCEEDED: FailureKind<
  'QUOTA_EXCEEDED',
  { readonly what?: string; readonly limit?: number },
  'quota'
> = /* @__PURE__ */ failureKind(
  'QUOTA_EXCEEDED',
  [1423, 'quota', 'warning', 'later', 'none', 429],
  /* @__PURE__ */ allowDetails('what', 'limit'),
);
/**
 * The account holds as much as it may, and waiting does not help: its user must make room. `what` names the limit, and
 * `limit` says how much it is. It is no 429, because clients retry a 429 by themselves.
 */
export const ACCOUNT_FULL: FailureKind<
  'ACCOUNT_FULL',
  { readonly what?: string; readonly limit?: number },
  'quota'
> = /* @__PURE__ */ failureKind(
  'ACCOUNT_FULL',
  [1424, 'quota', 'warning', 'never', 'none', 403],
  /* @__PURE__ */ allowDetails('what', 'limit'),
);
/** Memory, sockets or file handles ran out. */
export const RESOURCE_EXHAUSTED: FailureKind<'RESOURCE_EXHAUSTED', unknown, 'resource'> =
  /* @__PURE__ */ failureKind('RESOURCE_EXHAUSTED', [
    1430,
    'resource',
    'critical',
    'later',
    'none',
    503,
  ]);
