import { describe, expect, it } from 'vitest';
import { Failure, isFailure, withContext } from './failure.ts';
import { BODY_TOO_LARGE, RATE_LIMITED } from './kinds/http.ts';
import { NETWORK_FAILED } from './kinds/network.ts';
import { parseFailure } from './parse-failure.ts';

describe('a failure', () => {
  it('has all the facts of its kind', () => {
    expect(new Failure(RATE_LIMITED)).toMatchObject({
      name: 'Failure',
      code: 'RATE_LIMITED',
      number: 1020,
      family: 'rate-limit',
      severity: 'warning',
      retry: 'later',
      effect: 'none',
      status: 429,
      attempts: 1,
    });
  });

  it('takes `retry` and `effect` from the code that throws it', () => {
    expect(new Failure(NETWORK_FAILED, { effect: 'none', retry: 'never' })).toMatchObject({
      effect: 'none',
      retry: 'never',
    });
  });

  it('lets in only the details its kind allows', () => {
    const details = { limitBytes: 10, token: 'secret' };
    expect(new Failure(BODY_TOO_LARGE, { details }).details).toEqual({ limitBytes: 10 });
  });

  it('has an incident id of its own unless the thrower gives one', () => {
    const [first, second] = [new Failure(NETWORK_FAILED), new Failure(NETWORK_FAILED)];
    expect(first.incidentId).not.toBe(second.incidentId);
    expect(new Failure(NETWORK_FAILED, { incidentId: 'given' }).incidentId).toBe('given');
  });

  it('survives JSON in both directions', () => {
    const failure = new Failure(BODY_TOO_LARGE, {
      details: { limitBytes: 10 },
      retryAfterMs: 5,
      requestId: 'r',
      attempts: 3,
    });
    const revived = parseFailure(JSON.parse(JSON.stringify(failure)));
    expect(revived?.toJSON()).toEqual(failure.toJSON());
    expect(isFailure(revived, 'BODY_TOO_LARGE')).toBe(true);
  });

  it('keeps only the name and the code of a foreign cause in JSON', () => {
    const cause = Object.assign(new TypeError('token=secret'), { code: 'ECONNRESET' });
    const text = JSON.stringify(new Failure(NETWORK_FAILED, { cause }));
    expect(JSON.parse(text)).toMatchObject({ cause: { name: 'TypeError', code: 'ECONNRESET' } });
    expect(text).not.toContain('secret');
  });

  it('keeps a cause that is a failure whole in JSON', () => {
    const cause = new Failure(NETWORK_FAILED);
    const revived = parseFailure(JSON.parse(JSON.stringify(new Failure(RATE_LIMITED, { cause }))));
    expect(isFailure(revived?.cause, 'NETWORK_FAILED')).toBe(true);
  });

  it('has these members in JSON, and none that other code put on it', () => {
    const failure = new Failure(BODY_TOO_LARGE, { incidentId: 'i' });
    Object.assign(failure, { note: 'private' });
    expect(failure.toJSON()).toEqual({
      name: 'Failure',
      code: 'BODY_TOO_LARGE',
      number: 1017,
      family: 'api',
      severity: 'warning',
      retry: 'never',
      effect: 'none',
      status: 413,
      details: {},
      retryAfterMs: undefined,
      requestId: undefined,
      incidentId: 'i',
      attempts: 1,
      cause: undefined,
    });
  });

  it.each<[string, unknown, object]>([
    ['an error', new TypeError('private'), { name: 'TypeError' }],
    [
      'an error with a number',
      Object.assign(new Error('x'), { code: 7 }),
      { name: 'Error', code: 7 },
    ],
    [
      'a code that is a sentence',
      Object.assign(new Error('x'), { code: 'a b' }),
      { name: 'Error' },
    ],
    ['a name that is a sentence', { name: 'a b' }, { name: 'object' }],
    ['a string', 'private', { name: 'string' }],
    ['null', null, { name: 'object' }],
    [
      'a proxy that refuses everything',
      new Proxy(
        {},
        {
          get() {
            throw new Error('no');
          },
          getPrototypeOf() {
            throw new Error('no');
          },
        },
      ),
      { name: 'object' },
    ],
  ])('says no more about a foreign cause than this: %s', (_title, cause, told) => {
    expect(new Failure(NETWORK_FAILED, { cause }).toJSON().cause).toEqual(told);
  });

  it('keeps its facts where `withContext` adds none', () => {
    const failure = new Failure(BODY_TOO_LARGE, { requestId: 'r', attempts: 3, retry: 'later' });
    const same = withContext(failure, { attempts: undefined, requestId: undefined });
    expect(same.toJSON()).toEqual(failure.toJSON());
    expect(withContext(failure, { status: 500, effect: 'unknown', retry: 'now' })).toMatchObject({
      status: 500,
      effect: 'unknown',
      retry: 'now',
    });
  });

  it('keeps its cause, details and name when `withContext` adds facts', () => {
    const cause = new Error('cause');
    const failure = new Failure(BODY_TOO_LARGE, { details: { limitBytes: 1 }, cause });
    expect(withContext(failure, { attempts: 2, requestId: 'r' })).toMatchObject({
      code: 'BODY_TOO_LARGE',
      details: { limitBytes: 1 },
      attempts: 2,
      requestId: 'r',
      cause,
      incidentId: failure.incidentId,
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'Failure'],
    ['an error', new Error('x')],
    ['its own JSON', new Failure(NETWORK_FAILED).toJSON()],
    [
      'a hostile object',
      {
        get name(): string {
          throw new Error('no');
        },
      },
    ],
  ])('is not seen in %s', (_title, value) => {
    expect(isFailure(value)).toBe(false);
  });

  it.each([
    ['a number', 1],
    ['an empty object', {}],
    ['another name', { ...new Failure(NETWORK_FAILED).toJSON(), name: 'Error' }],
    ['an impossible severity', { ...new Failure(NETWORK_FAILED).toJSON(), severity: 'awful' }],
    ['an impossible effect', { ...new Failure(NETWORK_FAILED).toJSON(), effect: 1 }],
  ])('is not read from %s', (_title, json) => {
    expect(parseFailure(json)).toBeUndefined();
  });

  it('ignores members of the wrong type when it is read', () => {
    const json = {
      ...new Failure(NETWORK_FAILED).toJSON(),
      retryAfterMs: 'soon',
      requestId: 4,
      attempts: -1,
    };
    expect(parseFailure(json)).toMatchObject({
      retryAfterMs: undefined,
      requestId: undefined,
      attempts: 1,
    });
  });
});
