import { describe, expect, it } from 'vitest';
import { networkReason } from './network-reason.ts';
import { networkReason as toldByBrowsers } from './network-reason-untold.ts';

const caused = (code: unknown, deep: number): unknown => {
  let error: unknown = { code };
  for (let depth = 0; depth < deep; depth += 1) error = { cause: error };
  return error;
};

describe('why the network failed', () => {
  it.each([
    ['ENOTFOUND', 'dns', 'none'],
    ['EAI_AGAIN', 'dns', 'none'],
    ['EAI_FAIL', 'dns', 'none'],
    ['ECONNREFUSED', 'refused', 'none'],
    ['EHOSTUNREACH', 'unreachable', 'none'],
    ['ENETUNREACH', 'unreachable', 'none'],
    ['EHOSTDOWN', 'unreachable', 'none'],
    ['ENETDOWN', 'unreachable', 'none'],
    ['CERT_HAS_EXPIRED', 'tls', 'none'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'none'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'none'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'none'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls', 'none'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'none'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', 'none'],
    ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'tls', 'unknown'],
    ['ERR_TLS_RENEGOTIATION_DISABLED', 'tls', 'unknown'],
    ['EPROTO', 'tls', 'unknown'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'none'],
    ['ETIMEDOUT', 'timeout', 'unknown'],
    ['ESOCKETTIMEDOUT', 'timeout', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'unknown'],
    ['UND_ERR_BODY_TIMEOUT', 'timeout', 'unknown'],
    ['ECONNRESET', 'reset', 'unknown'],
    ['EPIPE', 'reset', 'unknown'],
    ['UND_ERR_SOCKET', 'reset', 'unknown'],
  ])('%s: %s, and its effect is %s', (code, reason, effect) => {
    expect(networkReason({ code })).toEqual({ details: { reason }, effect });
  });

  it.each([
    'ENOENT',
    'UNABLE_TO_SAVE',
    'XECONNREFUSED',
    'ECONNREFUSEDX',
    'MY_CERT_LOST',
    'EPROTOTYPE',
    'XENOTFOUND',
    'ENOTFOUNDX',
    'XEHOSTDOWN',
    'EHOSTDOWNX',
    'XERR_SSL_',
    'XUND_ERR_CONNECT_TIMEOUT',
    'UND_ERR_CONNECT_TIMEOUTX',
    'XETIMEDOUT',
    'ETIMEDOUTX',
    'XECONNRESET',
    'ECONNRESETX',
    '',
    7,
    undefined,
  ])('is not told by %s', (code) => {
    expect(networkReason({ code })).toBeUndefined();
  });

  it('is looked for in causes, four deep', () => {
    expect(networkReason(caused('EPIPE', 3))).toMatchObject({ details: { reason: 'reset' } });
    expect(networkReason(caused('EPIPE', 4))).toBeUndefined();
    expect(networkReason({ code: 'E_OF_AN_APP', cause: { code: 'EPIPE' } })).toBeDefined();
  });

  it('is never told by a browser, whose builds ship no code for it', () => {
    expect(toldByBrowsers({ code: 'ECONNREFUSED' })).toBeUndefined();
  });
});
