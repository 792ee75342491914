import { describe, expect, it } from 'vitest';
import type { Attempt } from '../request/attempt-headers.ts';
import type { Expectation } from './expectation.ts';
import { interpret } from './interpret.ts';
import type { Answer, ReadIssues } from '../transport.ts';

const attempt: Attempt = { requestId: 'r1', incidentId: 'i1', attempt: 2 };
const json = 'application/json';
const problem = 'application/problem+json; charset=utf-8';

const answer = (
  status: number,
  type?: string,
  body = '',
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers: { ...(type ? { 'content-type': type } : {}), ...headers },
  body: new TextEncoder().encode(body),
  url: '/a',
  redirected: false,
});
const read = (
  given: Answer,
  expectation: Expectation = { accept: 'json' },
): ReturnType<typeof interpret> => interpret(given, expectation, attempt, 0);
const IN_PROGRESS =
  '"code":"IDEMPOTENCY_IN_PROGRESS","status":409,"number":1113,"family":"transaction","retry":"later"';
const code = (given: Answer, expectation?: Expectation): string => {
  const interpretation = read(given, expectation);
  return interpretation.kind === 'accepted' ? 'accepted' : interpretation.failure.code;
};

const own: ReadIssues = (body, { status }) =>
  (body as { bad: readonly string[] }).bad.map((name) => ({
    pointer: `#/${name}`,
    message: `wrong by ${status}`,
  }));

describe('an answer that is accepted', () => {
  it.each<[string, Answer, Expectation['accept'], unknown]>([
    ['JSON', answer(200, json, '{"a":1}'), 'json', { a: 1 }],
    ['JSON null', answer(200, json, 'null'), 'json', null],
    ['text', answer(200, 'text/plain', 'hello'), 'text', 'hello'],
    ['HTML where text is wanted', answer(200, 'text/html', '<p>'), 'text', '<p>'],
    ['bytes', answer(200, 'image/png', 'x'), 'bytes', new Uint8Array([120])],
    ['no content', answer(204), 'json', undefined],
    ['content that is to be reset', answer(205), 'json', undefined],
    ['anything where nothing is wanted', answer(200, json, 'not json'), 'nothing', undefined],
  ])('gives its value: %s', (_title, given, accept, value) => {
    expect(read(given, { accept })).toMatchObject({ kind: 'accepted', value });
  });

  it('says when the server has given the same answer before', () => {
    const replayed = answer(201, json, '{}', { 'idempotency-replayed': 'true' });
    expect(read(replayed)).toMatchObject({ kind: 'accepted', replayed: true });
  });

  it.each([404, 410])('is %i for a delete that finds nothing', (status) => {
    expect(code(answer(status), { accept: 'nothing', goneIsDone: true })).toBe('accepted');
    expect(code(answer(status), { accept: 'nothing' })).not.toBe('accepted');
  });
});

describe('an answer that is refused', () => {
  it.each<[number, string]>([
    [302, 'STATUS_UNEXPECTED'],
    [400, 'BAD_REQUEST'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [405, 'METHOD_NOT_ALLOWED'],
    [408, 'REQUEST_TIMEOUT'],
    [409, 'CONFLICT'],
    [410, 'GONE'],
    [412, 'PRECONDITION_FAILED'],
    [413, 'BODY_TOO_LARGE'],
    [415, 'MEDIA_TYPE_REFUSED'],
    [418, 'CLIENT_ERROR'],
    [422, 'REQUEST_INVALID'],
    [425, 'TOO_EARLY'],
    [429, 'RATE_LIMITED'],
    [500, 'SERVER_ERROR'],
    [501, 'NOT_IMPLEMENTED'],
    [502, 'BAD_GATEWAY'],
    [503, 'UNAVAILABLE'],
    [504, 'GATEWAY_TIMEOUT'],
    [511, 'CAPTIVE_PORTAL'],
    [599, 'OTHER_SERVER_ERROR'],
  ])('%i is %s', (status, expected) => {
    expect(code(answer(status))).toBe(expected);
  });

  it('is a captive portal when HTML comes where JSON was asked for', () => {
    expect(code(answer(200, 'text/html; charset=utf-8', '<html>'))).toBe('CAPTIVE_PORTAL');
  });

  it('is a captive portal in letters of any case', () => {
    expect(code(answer(200, ' Text/HTML', '<html>'))).toBe('CAPTIVE_PORTAL');
    expect(code(answer(200, 'text/htmlx', '{}'))).toBe('accepted');
  });

  it('is read for hints up to 64 KiB', () => {
    const hint = `{${IN_PROGRESS},"pad":""}`;
    const padded = (size: number): string =>
      hint.replace('""', `"${'x'.repeat(size - hint.length)}"`);
    expect(code(answer(409, problem, padded(65_536)))).toBe('IDEMPOTENCY_IN_PROGRESS');
    expect(code(answer(409, problem, padded(65_537)))).toBe('CONFLICT');
  });

  it('has taken effect although it cannot be read', () => {
    expect(read(answer(200, json, '{"a":'))).toMatchObject({
      failure: { code: 'CONTENT_UNEXPECTED', effect: 'applied', retry: 'never' },
    });
    const notUtf8 = { ...answer(200, json), body: new Uint8Array([0xff]) };
    expect(code(notUtf8)).toBe('CONTENT_UNEXPECTED');
  });

  it('has a more exact code when a problem body names one', () => {
    const inProgress = answer(409, problem, `{${IN_PROGRESS},"retryAfterMs":400}`);
    expect(read(inProgress)).toMatchObject({
      failure: { code: 'IDEMPOTENCY_IN_PROGRESS', retry: 'later', retryAfterMs: 400, status: 409 },
    });
  });

  it('has the code of its HTTP status when the body claims another status', () => {
    expect(code(answer(500, problem, `{${IN_PROGRESS}}`))).toBe('SERVER_ERROR');
    expect(code(answer(409, problem, '{"code":"IDEMPOTENCY_IN_PROGRESS"}'))).toBe('CONFLICT');
    expect(code(answer(409, problem, '{"code":"NO_SUCH_CODE"}'))).toBe('CONFLICT');
    expect(code(answer(409, problem, '{"code":"__proto__"}'))).toBe('CONFLICT');
  });

  it.each([400, 422])('names the wrong fields also when it gives no code: %i', (status) => {
    const body = '{"errors":[{"pointer":"#/title","detail":"cannot be blank"}]}';
    expect(read(answer(status, problem, body))).toMatchObject({
      failure: {
        code: 'REQUEST_INVALID',
        status,
        details: { issues: [{ pointer: '/title', message: 'cannot be blank' }] },
      },
    });
    expect(code(answer(400, problem, '{"errors":[]}'))).toBe('BAD_REQUEST');
  });

  it('names the issues that the app’s own reader finds, and does without a reader that throws', () => {
    const given = answer(
      422,
      json,
      '{"errors":[{"pointer":"#/title","detail":"cannot be blank"}],"bad":["name"]}',
    );
    const issues = (readIssues: ReadIssues): unknown => {
      const told = read({ ...given, readIssues });
      return told.kind === 'refused' ? told.failure.details : told;
    };
    expect(issues(own)).toEqual({ issues: [{ pointer: '/name', message: 'wrong by 422' }] });
    const known = { issues: [{ pointer: '/title', message: 'cannot be blank' }] };
    expect(issues(() => undefined)).toEqual(known);
    expect(
      issues(() => {
        throw new TypeError('a bug');
      }),
    ).toEqual(known);
  });

  it('names fields in any script', () => {
    const body =
      '{"errors":[{"pointer":"#/%D0%B8%D0%BC%D1%8F","detail":"Нет"},{"pointer":"#/名前","detail":"いいえ"}]}';
    expect(read(answer(422, problem, body))).toMatchObject({
      failure: { details: { issues: [{ pointer: '/имя' }, { pointer: '/名前' }] } },
    });
  });

  it('names the wrong fields', () => {
    const body =
      '{"errors":[{"detail":"Too long","pointer":"#/name"},{"detail":4},{"detail":"Odd"},null]}';
    expect(read(answer(422, problem, body))).toMatchObject({
      failure: {
        details: {
          issues: [
            { pointer: '/name', message: 'Too long' },
            { pointer: '', message: 'Odd' },
          ],
        },
      },
    });
  });

  it.each([
    ['a body that is no JSON', answer(422, problem, '{{')],
    ['a body that is no object', answer(422, problem, '"no"')],
    [
      'members of the wrong type',
      answer(422, problem, '{"code":1,"errors":"x","retryAfterMs":"1"}'),
    ],
    [
      'a body too large to read',
      answer(422, problem, JSON.stringify({ code: 'x', pad: 'y'.repeat(65_536) })),
    ],
    ['JSON that is not called so', answer(422, 'text/plain', '{"code":"IDEMPOTENCY_KEY_REUSED"}')],
  ])('has the code of its status with %s', (_title, given) => {
    expect(code(given)).toBe('REQUEST_INVALID');
  });

  it('carries the hint, the ids and the attempts', () => {
    const given = answer(503, undefined, '', { 'retry-after': '2', 'x-request-id': 'theirs' });
    expect(read(given)).toMatchObject({
      failure: { retryAfterMs: 2000, requestId: 'theirs', incidentId: 'i1', attempts: 2 },
    });
  });

  it('carries a long wait and its reason when a server asks to wait for a time that cannot be read', () => {
    expect(read(answer(503, undefined, '', { 'retry-after': 'soon' }))).toMatchObject({
      failure: {
        retryAfterMs: 60_000,
        cause: { details: { issues: [{ pointer: '/headers/retry-after' }] } },
      },
    });
    expect(read(answer(503, undefined, '', { 'retry-after': '3' }))).not.toHaveProperty(
      'failure.cause',
    );
  });

  it.each<[string, unknown, string]>([
    ['JSON', '{"name":"a dragon"}', 'Not …, please'],
    ['text', 'a dragon', 'Not …, please'],
    ['bytes', new Uint8Array([97]), 'Not a dragon, please'],
    ['nothing', null, 'Not a dragon, please'],
  ])('does not repeat a text that was sent as %s', (_title, sent, message) => {
    const body = '{"errors":[{"detail":"Not a dragon, please","pointer":"#/name"}]}';
    const told = interpret(answer(422, problem, body), { accept: 'json' }, attempt, 0, sent);
    expect(told).toMatchObject({ failure: { details: { issues: [{ message }] } } });
  });

  it('is about fields when a 400 lists mistakes, also beside the code of its status', () => {
    const errors = [{ detail: 'Too short', pointer: '#/name' }];
    for (const row of [{}, { code: 'BAD_REQUEST' }, { code: 'BAD_REQUEST', number: 1010 }]) {
      const body = JSON.stringify({ ...row, status: 400, errors });
      expect(read(answer(400, problem, body))).toMatchObject({
        failure: {
          code: 'REQUEST_INVALID',
          details: { issues: [{ pointer: '/name', message: 'Too short' }] },
        },
      });
    }
  });

  it('takes the ids of the request where the answer has no valid id', () => {
    const odd = answer(503, undefined, '', { 'x-request-id': 'two words' });
    for (const given of [answer(503), odd]) {
      expect(read(given)).toMatchObject({ failure: { requestId: 'r1', incidentId: 'i1' } });
    }
  });

  it('tells details only of kinds that allow them', () => {
    const body = '{"details":{"limitBytes":10,"note":"a dragon"}}';
    expect(read(answer(413, problem, body))).toMatchObject({
      failure: { details: { limitBytes: 10 } },
    });
    expect(read(answer(409, problem, body))).toMatchObject({ failure: { details: {} } });
  });
});
