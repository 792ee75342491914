import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { foreignAnswer } from './foreign-answer.ts';
import { isFailure } from '../failure.ts';
import { toFailure } from './to-failure.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const hostile = {
  get: () => {
    throw new Error('no');
  },
};

it.each<[string, unknown, unknown]>([
  ['a status', { status: 404 }, { status: 404 }],
  ['a status code', { statusCode: 404 }, { status: 404 }],
  ['the status of its response', { response: { status: 404 } }, { status: 404 }],
  [
    'the status code of its response',
    { response: { statusCode: 503, headers: { 'retry-after': '3' } } },
    { status: 503, retryAfterMs: 3000 },
  ],
  ['that of the response first', { status: 500, response: { status: 404 } }, { status: 404 }],
  ['the first that is an error', { status: 200, statusCode: 404 }, { status: 404 }],
  ['the least', { status: 400 }, { status: 400 }],
  ['the greatest', { status: 599 }, { status: 599 }],
  [
    'headers',
    { status: 429, headers: new Headers({ 'retry-after': '3' }) },
    { status: 429, retryAfterMs: 3000 },
  ],
  [
    'plain headers',
    { response: { status: 429, headers: { 'retry-after-ms': '7' } } },
    { status: 429, retryAfterMs: 7 },
  ],
  [
    'a date by the clock of the server',
    {
      status: 429,
      headers: {
        'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT',
        date: 'Sun, 22 Nov 2026 12:00:00 GMT',
      },
    },
    { status: 429, retryAfterMs: 30_000 },
  ],
  [
    'headers in numbers',
    { status: 429, headers: { 'retry-after': 3 } },
    { status: 429, retryAfterMs: 3000 },
  ],
  ['headers that make no sense', { status: 429, headers: { 'retry-after': {} } }, { status: 429 }],
  ['headers that throw', { status: 429, headers: hostile }, { status: 429 }],
])('the answer behind an error: it reads %s', (_title, thrown, expected) => {
  expect(foreignAnswer(thrown)).toEqual(expected);
});

it.each<[string, unknown]>([
  ['no status', {}],
  ['a success', { status: 399 }],
  ['no HTTP status', { status: 600 }],
  ['a status in words', { status: '404' }],
  ['half a status', { status: 404.5 }],
  ['nothing at all', undefined],
])('the answer behind an error: it reads nothing from %s', (_title, thrown) => {
  expect(foreignAnswer(thrown)).toBeUndefined();
});

it('every thrown value gets a name, and either no wait or a wait that is a valid number', () => {
  const odd = fc.oneof(fc.anything({ maxDepth: 1 }), fc.string({ unit: 'binary' }));
  const headers = fc.oneof(
    fc.dictionary(
      fc.constantFrom('retry-after', 'retry-after-ms', 'date', 'get', '__proto__'),
      odd,
    ),
    fc.constant(hostile),
    odd,
  );
  const status = fc.oneof(fc.integer({ min: 300, max: 700 }), odd);
  const issues = fc.array(fc.record({ message: fc.oneof(fc.string(), odd), path: odd }));
  const near = fc.record(
    {
      ...{ status, statusCode: status, headers },
      response: fc.oneof(fc.record({ status, headers }), odd),
      name: fc.oneof(fc.constantFrom('Failure', 'AbortError', 'constructor', '__proto__'), odd),
      code: fc.oneof(fc.constantFrom('ECONNRESET', 'toString', '__proto__'), odd),
      issues: fc.oneof(issues, odd),
      errors: fc.oneof(fc.array(odd), odd),
      ['__proto__']: odd,
    },
    { requiredKeys: [] },
  );
  // A thrown value was not cloned, and may run any code when its members are read.
  const throwing = fc
    .constantFrom('status', 'response', 'headers', 'name', 'code', 'issues', 'errors', 'cause')
    .map((name) =>
      Object.defineProperty({ status: 429 }, name, {
        get() {
          throw new Error('no');
        },
      }),
    );
  const own = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(
    fc.property(fc.oneof(near, near, odd, throwing), (thrown) => {
      const failure = toFailure(thrown);
      expect(isFailure(failure)).toBe(true);
      expect(failure.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0);
      expect(JSON.stringify(failure).length).toBeLessThan(64 * 1024);
    }),
    { numRuns: 10_000 },
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
});
