import { failureKind, type DetailPicker, type FailureKind } from '../failure-kind.ts';
import { pickReason } from '../pick-reason.ts';

/** The reason why no answer came. Node tells it, browsers do not. */
export type NetworkDetails = {
  readonly reason?: 'dns' | 'refused' | 'reset' | 'timeout' | 'tls' | 'unreachable';
};

/** No whole answer came. `reason` tells why where the runtime tells it; browsers do not. */
export const NETWORK_FAILED: FailureKind<'NETWORK_FAILED', NetworkDetails, 'network'> =
  /* @__PURE__ */ failureKind(
    'NETWORK_FAILED',
    [1000, 'network', 'warning', 'later', 'unknown'],
    pickReason as DetailPicker<NetworkDetails>,
  );
export const OFFLINE: FailureKind<'OFFLINE', unknown, 'network'> = /* @__PURE__ */ failureKind(
  'OFFLINE',
  [1001, 'network', 'info', 'later', 'none'],
);
export const ABORTED: FailureKind<'ABORTED', unknown, 'network'> = /* @__PURE__ */ failureKind(
  'ABORTED',
  [1002, 'network', 'debug', 'never', 'unknown'],
);
export const CAPTIVE_PORTAL: FailureKind<'CAPTIVE_PORTAL', unknown, 'network'> =
  /* @__PURE__ */ failureKind('CAPTIVE_PORTAL', [1003, 'network', 'info', 'later', 'none']);
export const ANSWER_TOO_LARGE: FailureKind<'ANSWER_TOO_LARGE', unknown, 'network'> =
  /* @__PURE__ */ failureKind('ANSWER_TOO_LARGE', [1004, 'network', 'warning', 'never', 'unknown']);
/** The browser hides the answer from the page (`no-cors`), so the page cannot tell what it was. */
export const ANSWER_OPAQUE: FailureKind<'ANSWER_OPAQUE', unknown, 'network'> =
  /* @__PURE__ */ failureKind('ANSWER_OPAQUE', [1006, 'network', 'warning', 'never', 'unknown']);
/** A proxy on the way wants credentials; the server never saw the request. */
export const PROXY_REFUSED: FailureKind<'PROXY_REFUSED', unknown, 'network'> =
  /* @__PURE__ */ failureKind('PROXY_REFUSED', [1007, 'network', 'warning', 'later', 'none', 407]);
