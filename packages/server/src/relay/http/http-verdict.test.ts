import { describe, expect, it } from 'vitest';
import { httpVerdict } from './http-verdict.ts';
import { PRIVATE_ADDRESS } from './node-post.ts';

const rules = { now: 0, resendUncertain: true };
const answer = (status: number, headers = {}) => ({ status, headers, text: '' });
const broken = (code: string) =>
  Object.assign(new Error('connect to https://hooks.test/T0KEN'), { code });

describe('the answer of a receiver', () => {
  it.each([
    ...[200, 201, 202, 204, 299].map((status) => [status, 'done'] as const),
    ...[408, 425, 429, 500, 501, 502, 503, 504, 599].map((status) => [status, 'retry'] as const),
    ...[199, 301, 302, 303, 307, 308].map((status) => [status, 'blocked'] as const),
    ...[401, 403, 404, 407, 410].map((status) => [status, 'blocked'] as const),
    ...[400, 402, 405, 409, 413, 415, 422, 451].map((status) => [status, 'dead'] as const),
  ])('%i is %s', (status, outcome) => {
    const verdict = httpVerdict(answer(status), rules);
    expect(verdict).toMatchObject(
      outcome === 'done' ? { outcome } : { outcome, failure: { status } },
    );
  });

  it('asks the relay to wait as long as the receiver says', () => {
    expect(httpVerdict(answer(429, { 'retry-after': '30' }), rules)).toMatchObject({
      outcome: 'retry',
      afterMs: 30_000,
      failure: { code: 'RATE_LIMITED', retryAfterMs: 30_000 },
    });
    const date = 'Thu, 01 Jan 1970 00:00:05 GMT';
    expect(httpVerdict(answer(503, { 'retry-after': date }), rules)).toMatchObject({
      afterMs: 5_000,
    });
    expect(httpVerdict(answer(503), rules)).not.toHaveProperty('afterMs');
  });

  it('keeps the word of the receiver for a refusal as the cause', () => {
    const { failure } = httpVerdict(answer(400), { ...rules, word: 'invalid_blocks' }) as never;
    expect(JSON.parse(JSON.stringify(failure))).toMatchObject({
      code: 'BAD_REQUEST',
      cause: { code: 'invalid_blocks' },
    });
  });
});

describe('an attempt without an answer', () => {
  it.each([
    ['ECONNREFUSED', true, 'none', 'refused'],
    ['ENOTFOUND', false, 'none', 'dns'],
    ['CERT_HAS_EXPIRED', true, 'none', 'tls'],
    ['ECONNRESET', false, 'none', 'reset'],
    ['ECONNRESET', true, 'unknown', 'reset'],
    ['EPIPE', true, 'unknown', 'reset'],
  ])('%s, request sent: %s: its effect is %s', (code, isSent, effect, reason) => {
    const verdict = httpVerdict({ error: broken(code), isSent }, rules);
    expect(verdict).toMatchObject({
      outcome: 'retry',
      failure: { code: 'NETWORK_FAILED', effect, details: { reason } },
    });
  });

  it('is sent again if nothing arrived, and otherwise only if the sink resends', () => {
    const once = { ...rules, resendUncertain: false };
    const cut = broken('ECONNRESET');
    expect(httpVerdict({ error: cut, isSent: true }, once)).toMatchObject({
      ...{ outcome: 'dead', passes: true },
    });
    expect(httpVerdict({ error: cut, isSent: false }, once).outcome).toBe('retry');
  });

  it.each(['ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'ERR_HTTP_INVALID_HEADER_VALUE'])(
    'is dead when no request can carry its headers: %s',
    (code) => {
      const verdict = httpVerdict({ error: broken(code), isSent: false }, rules);
      expect(verdict).toMatchObject({ outcome: 'dead', failure: { code: 'REQUEST_UNSENDABLE' } });
    },
  );

  it('blocks the sink, and says what an administrator can do, when its host is in a private network', () => {
    const verdict = httpVerdict({ error: broken(PRIVATE_ADDRESS), isSent: false }, rules);
    expect(verdict).toMatchObject({
      outcome: 'blocked',
      failure: {
        code: 'DEFECT',
        details: { remedy: expect.stringContaining('`privateNetwork: true`') },
      },
    });
  });

  it.each([
    ['late', { code: 'TIMEOUT' }],
    ['stopped', { code: 'ABORTED', retry: 'later' }],
  ] as const)('that ended %s says so', (ended, failure) => {
    const aborted = { error: new DOMException('', 'AbortError'), isSent: true };
    expect(httpVerdict(aborted, { ...rules, ended })).toMatchObject({
      outcome: 'retry',
      failure: { ...failure, effect: 'unknown' },
    });
    expect(httpVerdict({ ...aborted, isSent: false }, { ...rules, ended })).toMatchObject({
      outcome: 'retry',
      failure: { ...failure, effect: 'none' },
    });
  });

  it('contains nothing of the text of an error', () => {
    const verdict = httpVerdict({ error: broken('ECONNRESET'), isSent: true }, rules);
    expect((verdict as { failure: Error }).failure.cause).toEqual({
      name: 'Error',
      code: 'ECONNRESET',
    });
  });
});
