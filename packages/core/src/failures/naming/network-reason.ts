import type { Effect } from '../failure-kind.ts';
import { Failure } from '../failure.ts';
import { REQUEST_UNSENDABLE } from '../kinds/contract.ts';
import { DEFECT } from '../kinds/runtime.ts';
import { NETWORK_FAILED, type NetworkDetails } from '../kinds/network.ts';
import { peek, peekText } from './peek.ts';

export interface NetworkReason {
  readonly details: NetworkDetails;
  readonly effect: Effect;
}

type Row = readonly [codes: RegExp, reason: NonNullable<NetworkDetails['reason']>, effect: Effect];

// Only what fails before the first byte of a request leaves is certain to have had no effect.
const BY_CODE: readonly Row[] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$/, 'dns', 'none'],
  [/^(ECONNREFUSED|ConnectionRefused)$/, 'refused', 'none'],
  [/^(E(HOST|NET)(UNREACH|DOWN)|FailedToOpenSocket)$/, 'unreachable', 'none'],
  [
    /^(CERT_|ERR_TLS_CERT_|ERR_SSL_WRONG_VERSION|DEPTH_ZERO_SELF_|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF|GET_ISSUER))/,
    'tls',
    'none',
  ],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO$)/, 'tls', 'unknown'],
  [/^UND_ERR_CONNECT_TIMEOUT$/, 'timeout', 'none'],
  [/^(E(SOCKET)?TIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/, 'timeout', 'unknown'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|Connection(Reset|Closed))$/, 'reset', 'unknown'],
];

/** Why the network failed, where a runtime says it with a code, on the error or on what caused it. */
export function networkReason(error: unknown): NetworkReason | undefined {
  let current = error;
  for (let depth = 0; depth < 4; depth += 1) {
    const code = peek(current, 'code');
    const row = typeof code === 'string' && BY_CODE.find(([codes]) => codes.test(code));
    if (row) return { details: { reason: row[1] }, effect: row[2] };
    current = peek(current, 'cause');
  }
  return undefined;
}

// The codes with which Node's `fetch` says that a request cannot be sent.
const UNSENDABLE =
  /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH)$|^ERR_INVALID_(?:HTTP_TOKEN|CHAR)$/;

// The texts without a code, about a request that Node has not made yet. Its other texts about headers may be
// about an answer.
const REFUSED =
  /^(?:RequestInit: |Request constructor: |Failed to parse URL from |Request with GET\/HEAD method cannot|'only-if-cached' can be|'window' option|Referrer ")/;

/**
 * The kind of mistake, where a runtime names one. It is the app's own when the app gave no URL. It is the
 * server's when the server redirected to no URL; the error then has a base. Otherwise the caller's request
 * cannot be sent.
 */
export function unsentFailure(error: unknown): Failure | undefined {
  const cause = peek(error, 'cause');
  const code = peek(cause, 'code');
  if (code === 'ERR_INVALID_URL') {
    return peek(cause, 'base') === undefined
      ? new Failure(DEFECT, { effect: 'none', cause: error })
      : new Failure(NETWORK_FAILED, { cause: error });
  }
  if (UNSENDABLE.test(peekText(cause, 'code')))
    return new Failure(REQUEST_UNSENDABLE, { cause: error });
  return REFUSED.test(peekText(error, 'message'))
    ? new Failure(DEFECT, { effect: 'none', cause: error })
    : undefined;
}
