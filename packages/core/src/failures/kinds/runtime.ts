import { allowDetails } from '../allow-details.ts';
import type { FieldIssue } from '../field-issue.ts';
import { failureKind, type FailureKind } from '../failure-kind.ts';

/**
 * A component failed while rendering. Rendering the same again fails again. Effects that ran before are unknown
 * here.
 */
export const RENDER_FAILED: FailureKind<'RENDER_FAILED', unknown, 'render'> =
  /* @__PURE__ */ failureKind('RENDER_FAILED', [1600, 'render', 'critical', 'never', 'unknown']);
/** The page renders something else than the server has rendered. The page wins. */
export const HYDRATION_FAILED: FailureKind<'HYDRATION_FAILED', unknown, 'render'> =
  /* @__PURE__ */ failureKind('HYDRATION_FAILED', [1601, 'render', 'warning', 'never', 'none']);
export const CHUNK_FAILED: FailureKind<'CHUNK_FAILED', unknown, 'chunk'> =
  /* @__PURE__ */ failureKind('CHUNK_FAILED', [1610, 'chunk', 'warning', 'later', 'none']);
/** The server has a newer version of the app and no longer this part of the old one. */
export const CHUNK_STALE: FailureKind<'CHUNK_STALE', unknown, 'chunk'> =
  /* @__PURE__ */ failureKind('CHUNK_STALE', [1611, 'chunk', 'warning', 'never', 'none']);
/** The worker did not start, or it broke or was ended while it worked. */
export const WORKER_FAILED: FailureKind<'WORKER_FAILED', unknown, 'worker'> =
  /* @__PURE__ */ failureKind('WORKER_FAILED', [1620, 'worker', 'warning', 'later', 'unknown']);
export const WORKER_UPDATE_FAILED: FailureKind<'WORKER_UPDATE_FAILED', unknown, 'worker'> =
  /* @__PURE__ */ failureKind('WORKER_UPDATE_FAILED', [1622, 'worker', 'warning', 'later', 'none']);
/** A message between contexts could not be cloned or read back. */
export const MESSAGE_UNREADABLE: FailureKind<'MESSAGE_UNREADABLE', unknown, 'worker'> =
  /* @__PURE__ */ failureKind('MESSAGE_UNREADABLE', [
    1623,
    'worker',
    'warning',
    'never',
    'unknown',
  ]);
/** The configuration of a server, such as its environment variables, is not valid. */
export const CONFIGURATION_INVALID: FailureKind<
  'CONFIGURATION_INVALID',
  { readonly issues: readonly FieldIssue[] },
  'runtime'
> = /* @__PURE__ */ failureKind(
  'CONFIGURATION_INVALID',
  [1640, 'runtime', 'critical', 'never', 'none'],
  /* @__PURE__ */ allowDetails('issues'),
);
/** The code itself is wrong; no retry will help. */
export const DEFECT: FailureKind<'DEFECT', { readonly remedy?: string | undefined }, 'runtime'> =
  /* @__PURE__ */ failureKind(
    'DEFECT',
    [1690, 'runtime', 'critical', 'never', 'unknown', 500],
    /* @__PURE__ */ allowDetails('remedy'),
  );
export const UNKNOWN: FailureKind<'UNKNOWN', unknown, 'runtime'> = /* @__PURE__ */ failureKind(
  'UNKNOWN',
  [1699, 'runtime', 'critical', 'never', 'unknown', 500],
);
