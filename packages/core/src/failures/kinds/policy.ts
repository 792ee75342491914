import { allowDetails } from '../allow-details.ts';
import { failureKind, type FailureKind } from '../failure-kind.ts';

/** One attempt took too long. */
export const TIMEOUT: FailureKind<'TIMEOUT', unknown, 'policy'> = /* @__PURE__ */ failureKind(
  'TIMEOUT',
  [1400, 'policy', 'warning', 'later', 'unknown'],
);
/** The whole operation, with all retries, ran out of time. */
export const DEADLINE_EXCEEDED: FailureKind<'DEADLINE_EXCEEDED', unknown, 'policy'> =
  /* @__PURE__ */ failureKind('DEADLINE_EXCEEDED', [1401, 'policy', 'warning', 'later', 'unknown']);
export const CIRCUIT_OPEN: FailureKind<'CIRCUIT_OPEN', unknown, 'policy'> =
  /* @__PURE__ */ failureKind('CIRCUIT_OPEN', [1402, 'policy', 'warning', 'later', 'none']);
export const BULKHEAD_FULL: FailureKind<'BULKHEAD_FULL', unknown, 'policy'> =
  /* @__PURE__ */ failureKind('BULKHEAD_FULL', [1403, 'policy', 'warning', 'later', 'none']);
/** The call waited for a free place longer than it may. */
export const BULKHEAD_TIMEOUT: FailureKind<'BULKHEAD_TIMEOUT', unknown, 'policy'> =
  /* @__PURE__ */ failureKind('BULKHEAD_TIMEOUT', [1404, 'policy', 'warning', 'later', 'none']);
/** This client's own limiter holds the call back; nothing was sent. */
export const RATE_LIMIT_REACHED: FailureKind<'RATE_LIMIT_REACHED', unknown, 'rate-limit'> =
  /* @__PURE__ */ failureKind('RATE_LIMIT_REACHED', [1405, 'rate-limit', 'info', 'later', 'none']);
/** The circuit was opened by hand. */
export const CIRCUIT_ISOLATED: FailureKind<'CIRCUIT_ISOLATED', unknown, 'policy'> =
  /* @__PURE__ */ failureKind('CIRCUIT_ISOLATED', [1407, 'policy', 'warning', 'later', 'none']);
/** No endpoint is healthy enough to be asked. */
export const ENDPOINTS_EXHAUSTED: FailureKind<'ENDPOINTS_EXHAUSTED', unknown, 'policy'> =
  /* @__PURE__ */ failureKind('ENDPOINTS_EXHAUSTED', [1408, 'policy', 'critical', 'later', 'none']);
/** The app used a part after its `dispose()`. */
export const DISPOSED: FailureKind<'DISPOSED', unknown, 'policy'> = /* @__PURE__ */ failureKind(
  'DISPOSED',
  [1410, 'policy', 'warning', 'never', 'none'],
);
/** The app put policies together in a way that cannot work. */
export const PIPELINE_INVALID: FailureKind<
  'PIPELINE_INVALID',
  { readonly remedy?: string | undefined },
  'policy'
> = /* @__PURE__ */ failureKind(
  'PIPELINE_INVALID',
  [1490, 'policy', 'critical', 'never', 'none'],
  /* @__PURE__ */ allowDetails('remedy'),
);
