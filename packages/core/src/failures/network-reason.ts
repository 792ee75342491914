import type { Effect } from './failure-kind.ts';
import { Failure } from './failure.ts';
import { DEFECT } from './kinds/runtime.ts';
import type { NetworkDetails } from './kinds/network.ts';
import { peek } from './peek.ts';

export interface NetworkReason {
  readonly details: NetworkDetails;
  readonly effect: Effect;
}

type Row = readonly [codes: RegExp, reason: NonNullable<NetworkDetails['reason']>, effect: Effect];

// Only what fails before the first byte of a request leaves is certain to have had no effect.
const BY_CODE: readonly Row[] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL)$/, 'dns', 'none'],
  [/^ECONNREFUSED$/, 'refused', 'none'],
  [/^E(HOST|NET)(UNREACH|DOWN)$/, 'unreachable', 'none'],
  [
    /^(CERT_|ERR_TLS_CERT_|ERR_SSL_WRONG_VERSION|DEPTH_ZERO_SELF_|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF|GET_ISSUER))/,
    'tls',
    'none',
  ],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO$)/, 'tls', 'unknown'],
  [/^UND_ERR_CONNECT_TIMEOUT$/, 'timeout', 'none'],
  [/^(E(SOCKET)?TIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/, 'timeout', 'unknown'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'reset', 'unknown'],
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

/** A defect where a runtime says that it was given no URL. With a base it was a server that redirected to none. */
export function noUrlFailure(error: unknown): Failure | undefined {
  const cause = peek(error, 'cause');
  return peek(cause, 'code') === 'ERR_INVALID_URL' && peek(cause, 'base') === undefined
    ? new Failure(DEFECT, { effect: 'none', cause: error })
    : undefined;
}
