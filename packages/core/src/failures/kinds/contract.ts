import type { FieldIssue } from '../field-issue.ts';
import { failureKind, type FailureKind } from '../failure-kind.ts';

type Issues = { readonly issues: readonly FieldIssue[] };

/** The caller's input broke the operation's schema; nothing was sent. */
export const INPUT_INVALID: FailureKind<'INPUT_INVALID', Issues> = failureKind(
  'INPUT_INVALID',
  [1100, 'validation', 'info', 'never', 'none'],
  ['issues'],
);
/** The server refused what was sent, field by field. */
export const REQUEST_INVALID: FailureKind<'REQUEST_INVALID', Issues> = failureKind(
  'REQUEST_INVALID',
  [1101, 'validation', 'info', 'never', 'none', 422],
  ['issues'],
);
/** The server's answer broke its contract. */
export const RESPONSE_INVALID: FailureKind<'RESPONSE_INVALID', Issues> = failureKind(
  'RESPONSE_INVALID',
  [1102, 'validation', 'critical', 'never', 'applied'],
  ['issues'],
);
export const JSON_INVALID: FailureKind<'JSON_INVALID'> = failureKind('JSON_INVALID', [
  1103,
  'validation',
  'warning',
  'never',
  'none',
  400,
]);
export const CONTENT_UNEXPECTED: FailureKind<'CONTENT_UNEXPECTED'> = failureKind(
  'CONTENT_UNEXPECTED',
  [1104, 'validation', 'warning', 'never', 'unknown'],
);
export const IDEMPOTENCY_KEY_MISSING: FailureKind<'IDEMPOTENCY_KEY_MISSING'> = failureKind(
  'IDEMPOTENCY_KEY_MISSING',
  [1110, 'validation', 'warning', 'never', 'none', 400],
);
export const IDEMPOTENCY_KEY_INVALID: FailureKind<'IDEMPOTENCY_KEY_INVALID'> = failureKind(
  'IDEMPOTENCY_KEY_INVALID',
  [1111, 'validation', 'warning', 'never', 'none', 400],
);
export const IDEMPOTENCY_KEY_REUSED: FailureKind<'IDEMPOTENCY_KEY_REUSED'> = failureKind(
  'IDEMPOTENCY_KEY_REUSED',
  [1112, 'validation', 'critical', 'never', 'none', 422],
);
export const IDEMPOTENCY_IN_PROGRESS: FailureKind<'IDEMPOTENCY_IN_PROGRESS'> = failureKind(
  'IDEMPOTENCY_IN_PROGRESS',
  [1113, 'transaction', 'info', 'later', 'unknown', 409],
);
