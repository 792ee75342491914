import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { allowDetails } from '../../failures/allow-details.ts';
import type { FailureKind } from '../../failures/failure-kind.ts';
import { Failure } from '../../failures/failure.ts';
import { IDEMPOTENCY_IN_PROGRESS, REQUEST_INVALID } from '../../failures/kinds/contract.ts';
import { CONFLICT, RATE_LIMITED } from '../../failures/kinds/http.ts';
import { toProblem } from './problem.ts';
import { isJsonType } from './json-type.ts';
import { readProblem, type ProblemContext, type ProblemHints } from './problem-reader.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const base: ProblemContext = {
  status: 409,
  url: 'https://a.example/api/stories',
  kinds: [REQUEST_INVALID, IDEMPOTENCY_IN_PROGRESS],
  plain: CONFLICT,
};
const read = (body: unknown, context: Partial<ProblemContext> = {}): ProblemHints =>
  readProblem(body, { ...base, ...context });
const overTheWire = (failure: Failure): unknown => JSON.parse(JSON.stringify(toProblem(failure)));

describe('a content type', () => {
  it.each([
    'application/json',
    'application/problem+json',
    ' Application/Problem+JSON ; charset=utf-8',
    'application/vnd.example.v2+json;profile="x; y"',
    'application/ld+vc+json',
    'image/svg+json',
    'application/json;',
    'text/json',
    'application/json, application/json',
    'application/json; charset=utf-8, application/json',
    'application/vnd.a+json; profile="a,b"',
  ])('%s is JSON', (type) => expect(isJsonType(type)).toBe(true));

  it.each([
    undefined,
    '',
    'application/json-seq',
    'application/jsonp',
    'application/problem+xml',
    'application/+json',
    'text/plain; application/json',
    'xapplication/json',
  ])('%s is not', (type) => expect(isJsonType(type)).toBe(false));
});

describe('a problem body', () => {
  it('is understood as it was written', () => {
    const issues = [{ pointer: '/traits/0', message: 'too long' }];
    const failure = new Failure(REQUEST_INVALID, {
      details: { issues },
      incidentId: 'i',
      retryAfterMs: 0,
    });
    expect(read(overTheWire(failure), { status: 422 })).toEqual({
      kind: REQUEST_INVALID,
      issues,
      incidentId: 'i',
      retryAfterMs: 0,
      type: 'urn:holdfast:failure:request-invalid',
    });
  });

  it('is not believed against the status of the answer', () => {
    expect(read({ code: 'IDEMPOTENCY_IN_PROGRESS' }).kind).toBe(IDEMPOTENCY_IN_PROGRESS);
    expect(read({ code: 'IDEMPOTENCY_IN_PROGRESS', status: 500 }).kind).toBe(
      IDEMPOTENCY_IN_PROGRESS,
    );
    expect(
      read({ code: 'IDEMPOTENCY_IN_PROGRESS', status: 409 }, { status: 500 }).kind,
    ).toBeUndefined();
  });

  it.each([
    ['null', null],
    ['a list', [{ code: 'IDEMPOTENCY_IN_PROGRESS' }]],
    ['a text', 'IDEMPOTENCY_IN_PROGRESS'],
    ['a number', 409],
    ['nothing it knows', { message: 'no' }],
    ['an inherited code', Object.create({ code: 'IDEMPOTENCY_IN_PROGRESS' }) as object],
  ])('tells nothing when it is %s', (_title, body) => {
    expect(read(body)).toEqual({});
  });

  it.each<[string, object]>([
    ['a code', { code: 7 }],
    ['a code of no one', { code: 'NO_SUCH_CODE' }],
    ['an incident', { incidentId: 7 }],
    ['an incident that is a text', { incidentId: 'a dragon who weeps' }],
    ['an incident without end', { incidentId: 'x'.repeat(129) }],
    ['a hint in words', { retryAfterMs: '7' }],
    ['a hint before now', { retryAfterMs: -1 }],
    ['errors', { errors: { pointer: '#/a' } }],
    ['details', { details: 'no' }],
    ['no details', { details: null }],
    ['a type', { type: 7 }],
    ['the type that says nothing', { type: 'about:blank' }],
    ['a type that is no URI', { type: 'http://[' }],
    ['a type without end', { type: `https://a.example/${'x'.repeat(2048)}` }],
  ])('is ignored where %s has the wrong type', (_title, body) => {
    expect(read(body)).toEqual({});
  });

  it('keeps those of its errors that can be shown', () => {
    const errors = [
      { detail: 'Too long', pointer: '#/name' },
      { detail: 'Odd', pointer: 7 },
      { detail: 7, pointer: '#/name' },
      null,
      'no',
    ];
    expect(read({ errors }).issues).toEqual([
      { pointer: '/name', message: 'Too long' },
      { pointer: '', message: 'Odd' },
    ]);
    const many = Array.from({ length: 60 }, () => ({ detail: 'Odd', pointer: '#/a' }));
    expect(read({ errors: many }).issues).toHaveLength(50);
  });

  describe('its type', () => {
    it.each([
      ['/problems/out', 'https://a.example/problems/out'],
      ['out', 'https://a.example/api/out'],
      ['https://b.example/x', 'https://b.example/x'],
      ['urn:x:y', 'urn:x:y'],
    ])('%s is %s', (type, expected) => {
      expect(read({ type }).type).toBe(expected);
    });

    it('is read as far as possible without a base, or with a base that is no URL', () => {
      expect(read({ type: 'urn:x:y' }, { url: '/a' }).type).toBe('urn:x:y');
      expect(read({ type: '/out' }, { url: '/a' }).type).toBeUndefined();
      const { url: _, ...baseless } = base;
      expect(readProblem({ type: '/out' }, baseless).type).toBeUndefined();
    });

    it('is read up to 2048 characters', () => {
      const longest = `https://a.example/${'x'.repeat(2030)}`;
      expect(read({ type: longest }).type).toBe(longest);
      expect(read({ type: `${longest}x` }).type).toBeUndefined();
    });

    it('names the kind when no code does', () => {
      const type = 'urn:holdfast:failure:idempotency-in-progress';
      expect(read({ type }).kind).toBe(IDEMPOTENCY_IN_PROGRESS);
      expect(read({ type: `${type}-x` }).kind).toBeUndefined();
      expect(read({ type: `x${type}` }).kind).toBeUndefined();
    });
  });

  describe("of an app's own kind", () => {
    const story: FailureKind<'STORY_REFUSED', { words: number }> = {
      code: 'STORY_REFUSED',
      number: 2000,
      family: 'story',
      severity: 'info',
      retry: 'now',
      effect: 'applied',
      status: 409,
      pick: allowDetails('words'),
    };
    const body = { code: 'STORY_REFUSED', number: 2000, status: 409 };

    it('arrives with its whole row, though the reader does not know the kind', () => {
      const told = read(overTheWire(new Failure(story, { details: { words: 7 } })));
      const { pick: _, ...row } = story;
      expect(told).toMatchObject({ kind: row, details: { words: 7 } });
      const issues = [{ pointer: '/label', message: 'Too short' }];
      const given = { issues, words: 7, other: 1 };
      expect(told.kind?.pick?.(given)).toEqual({ issues, words: 7 });
      const arrived = new Failure(told.kind!, { details: told.details });
      expect(arrived).toMatchObject({
        code: 'STORY_REFUSED',
        family: 'story',
        details: { words: 7 },
      });
    });

    it('has the facts of its status where the row is silent or absurd', () => {
      const silent = {
        ...body,
        family: 'a family of words',
        severity: 'awful',
        retry: 1,
        effect: null,
      };
      const { severity, retry, effect } = CONFLICT;
      for (const told of [body, silent]) {
        expect(read(told).kind).toMatchObject({
          number: 2000,
          family: 'app',
          severity,
          retry,
          effect,
          status: 409,
        });
      }
    });

    it.each<[string, object]>([
      ['has one of our numbers', { ...body, number: 1999 }],
      ['has no number', { ...body, number: undefined }],
      ['has a number in words', { ...body, number: '2000' }],
      ['has another status than the answer', { ...body, status: 422 }],
      ['has a code that is a sentence', { ...body, code: 'Story refused, sorry' }],
      ['has no code', { ...body, code: undefined }],
    ])('is not believed when it %s', (_title, told) => {
      expect(read(told).kind).toBeUndefined();
    });

    it.each([1100, 1299, 1310, 1329, 1420, 1439, 1500, 1529, 2000, 9999, 10_000])(
      'is believed with the number %i',
      (number) => {
        expect(read({ ...body, number }).kind).toMatchObject({ number });
      },
    );

    it.each([200, 1099, 1300, 1330, 1419, 1499, 1530, 1999])(
      'is not believed with the number %i, which no server sends',
      (number) => {
        expect(read({ ...body, number }).kind).toBeUndefined();
      },
    );

    it.each([
      ...['ABORTED', 'OFFLINE', 'TIMEOUT', 'DEADLINE_EXCEEDED', 'DISPOSED', 'CONTEXT_INSECURE'],
      ...['ANSWER_OPAQUE', 'ENTRY_UNKNOWN', 'STORAGE_QUOTA'],
    ])('cannot be %s, which only a client gives', (code) => {
      expect(read({ ...body, code }).kind).toBeUndefined();
      expect(read({ ...body, code: `X_${code}` }).kind?.code).toBe(`X_${code}`);
    });

    it.each(['network', 'runtime'])(
      'cannot be of the family %s, which no server gives',
      (family) => {
        expect(read({ ...body, family }).kind).toBeUndefined();
        expect(read({ ...body, family: `x-${family}` }).kind?.family).toBe(`x-${family}`);
      },
    );

    it('cannot take the name of a kind that is known', () => {
      expect(read({ ...body, code: 'REQUEST_INVALID' }).kind).toBeUndefined();
    });
  });

  it('is read from any value without an exception and without touching a prototype', () => {
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(
        fc.constantFrom(
          'code',
          'type',
          'errors',
          'details',
          'number',
          'status',
          '__proto__',
          'constructor',
        ),
        fc.jsonValue(),
      ),
      fc.constant(
        JSON.parse(
          '{"__proto__":{"polluted":1},"details":{"__proto__":{"polluted":1}}}',
        ) as unknown,
      ),
    );
    fc.assert(
      fc.property(hostile, fc.integer({ min: 100, max: 599 }), (body, status) => {
        const told = read(body, { status, plain: RATE_LIMITED });
        const failure = new Failure(told.kind ?? CONFLICT, { details: told.details });
        expect(Object.getPrototypeOf(failure.details)).toBe(Object.prototype);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
      { seed: 3, numRuns: 10_000 },
    );
  });
});
