import type { FieldIssue } from '../field-issue.ts';
import { allowDetails } from '../allow-details.ts';
import { failureKind, type FailureKind } from '../failure-kind.ts';

type Issues = { readonly issues: readonly FieldIssue[] };

/** The caller's input broke the operation's schema; nothing was sent. */
export const INPUT_INVALID: FailureKind<'INPUT_INVALID', Issues, 'validation'> =
  /* @__PURE__ */ failureKind(
    'INPUT_INVALID',
    [1100, 'validation', 'info', 'never', 'none'],
    /* @__PURE__ */ allowDetails('issues'),
  );
/** The server refused what was sent, field by field. */
export const REQUEST_INVALID: FailureKind<'REQUEST_INVALID', Issues, 'validation'> =
  /* @__PURE__ */ failureKind(
    'REQUEST_INVALID',
    [1101, 'validation', 'info', 'never', 'none', 422],
    /* @__PURE__ */ allowDetails('issues'),
  );
/** The server's answer broke its contract. */
export const RESPONSE_INVALID: FailureKind<'RESPONSE_INVALID', Issues, 'validation'> =
  /* @__PURE__ */ failureKind(
    'RESPONSE_INVALID',
    [1102, 'validation', 'critical', 'never', 'applied'],
    /* @__PURE__ */ allowDetails('issues'),
  );
export const JSON_INVALID: FailureKind<'JSON_INVALID', unknown, 'validation'> =
  /* @__PURE__ */ failureKind('JSON_INVALID', [
    1103,
    'validation',
    'warning',
    'never',
    'none',
    400,
  ]);
export const CONTENT_UNEXPECTED: FailureKind<'CONTENT_UNEXPECTED', unknown, 'validation'> =
  /* @__PURE__ */ failureKind('CONTENT_UNEXPECTED', [
    1104,
    'validation',
    'warning',
    'never',
    'unknown',
  ]);
/** A schema refused a value, and the caller did not say whose value it was. */
export const VALUE_INVALID: FailureKind<'VALUE_INVALID', Issues, 'validation'> =
  /* @__PURE__ */ failureKind(
    'VALUE_INVALID',
    [1105, 'validation', 'warning', 'never', 'unknown'],
    /* @__PURE__ */ allowDetails('issues'),
  );
/** No `fetch` can send this request, however often; `issues` say which part of it is wrong. */
export const REQUEST_UNSENDABLE: FailureKind<'REQUEST_UNSENDABLE', Issues, 'validation'> =
  /* @__PURE__ */ failureKind(
    'REQUEST_UNSENDABLE',
    [1106, 'validation', 'critical', 'never', 'none'],
    /* @__PURE__ */ allowDetails('issues'),
  );
export const IDEMPOTENCY_KEY_MISSING: FailureKind<
  'IDEMPOTENCY_KEY_MISSING',
  unknown,
  'validation'
> = /* @__PURE__ */ failureKind('IDEMPOTENCY_KEY_MISSING', [
  1110,
  'validation',
  'warning',
  'never',
  'none',
  400,
]);
export const IDEMPOTENCY_KEY_INVALID: FailureKind<
  'IDEMPOTENCY_KEY_INVALID',
  unknown,
  'validation'
> = /* @__PURE__ */ failureKind('IDEMPOTENCY_KEY_INVALID', [
  1111,
  'validation',
  'warning',
  'never',
  'none',
  400,
]);
export const IDEMPOTENCY_KEY_REUSED: FailureKind<'IDEMPOTENCY_KEY_REUSED', unknown, 'validation'> =
  /* @__PURE__ */ failureKind('IDEMPOTENCY_KEY_REUSED', [
    1112,
    'validation',
    'critical',
    'never',
    'none',
    422,
  ]);
export const IDEMPOTENCY_IN_PROGRESS: FailureKind<
  'IDEMPOTENCY_IN_PROGRESS',
  unknown,
  'transaction'
> = /* @__PURE__ */ failureKind('IDEMPOTENCY_IN_PROGRESS', [
  1113,
  'transaction',
  'info',
  'later',
  'unknown',
  409,
]);
/** The server no longer speaks the version this client speaks. */
export const CLIENT_OUTDATED: FailureKind<'CLIENT_OUTDATED', unknown, 'validation'> =
  /* @__PURE__ */ failureKind('CLIENT_OUTDATED', [
    1120,
    'validation',
    'warning',
    'never',
    'none',
    426,
  ]);
