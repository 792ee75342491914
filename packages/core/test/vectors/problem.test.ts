import { describe, expect, it } from 'vitest';
import { interpret } from '../../src/exchange/answer/interpret.ts';

const told = (status: number, body: unknown, type = 'application/problem+json') => {
  const answer = {
    ...{ status, headers: { 'content-type': type }, redirected: false },
    ...{ url: 'https://api.test/v1/notes', body: new TextEncoder().encode(JSON.stringify(body)) },
  };
  const attempt = { requestId: 'r1', incidentId: 'i1', attempt: 1 };
  const end = interpret(answer, { accept: 'json' }, attempt, 0);
  return end.kind === 'refused' ? end.failure : undefined;
};
const reused = { code: 'IDEMPOTENCY_KEY_REUSED', number: 1112, family: 'validation', status: 422 };
const plain = { code: 'REQUEST_INVALID', incidentId: 'i1', retryAfterMs: undefined };

describe('problem details (RFC 9457)', () => {
  it.each<[string, unknown, object]>([
    ['nothing at all', {}, plain],
    ['a type of about:blank', { type: 'about:blank', title: 'Bad' }, plain],
    ['members nobody knows', { balance: 30, accounts: ['/a'] }, plain],
    ['a status that disagrees: HTTP wins', { status: 500 }, { ...plain, status: 422 }],
    ['a status of the wrong type', { status: '422' }, { ...plain, status: 422 }],
    ['a title of the wrong type', { title: 5, detail: [], instance: {} }, plain],
    ['a type of the wrong type', { type: 5 }, plain],
    ['a code of another status', { code: 'UNAVAILABLE' }, plain],
    ['a code that is a method of objects', { code: 'toString' }, plain],
    ['our code with its row', reused, { code: 'IDEMPOTENCY_KEY_REUSED' }],
    ['our code without its row', { code: 'IDEMPOTENCY_KEY_REUSED' }, plain],
    [
      'our type with its row',
      { ...reused, code: undefined, type: 'urn:holdfast:failure:idempotency-key-reused' },
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ],
    ['a wait', { retryAfterMs: 10 }, { retryAfterMs: 10 }],
    ['a wait of the wrong type', { retryAfterMs: '10' }, plain],
    ['a negative wait', { retryAfterMs: -1 }, plain],
    [
      'errors of fields',
      { errors: [{ detail: 'too long', pointer: '#/name' }] },
      { details: { issues: [{ pointer: '/name', message: 'too long' }] } },
    ],
    ['errors of the wrong type', { errors: 'many' }, { details: {} }],
    [
      'errors some of which are none',
      { errors: [null, 5, { detail: 5 }, { detail: 'ok' }] },
      { details: { issues: [{ pointer: '', message: 'ok' }] } },
    ],
    ['a list', [1, 2], plain],
    ['a text', 'no', plain],
    ['null', null, plain],
    ['a prototype', JSON.parse('{"__proto__":{"code":"IDEMPOTENCY_KEY_REUSED"}}'), plain],
    [
      'details with a prototype',
      JSON.parse('{"details":{"__proto__":{"issues":[]}}}'),
      { details: {} },
    ],
  ])('%s', (_title, body, expected) => {
    expect(told(422, body)).toMatchObject(expected);
  });

  it.each([
    'application/problem+json; charset=utf-8',
    'application/vnd.app.problem+json',
    'application/json',
  ])('is read from %s', (type) => {
    expect(told(422, reused, type)?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it.each(['text/plain', 'application/problem+xml', 'application/jsonp', 'json'])(
    'is not read from %s',
    (type) => {
      expect(told(422, reused, type)?.code).toBe('REQUEST_INVALID');
    },
  );
});
