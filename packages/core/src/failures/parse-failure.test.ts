import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { FailureKind } from './failure-kind.ts';
import { Failure, isFailure } from './failure.ts';
import { REQUEST_INVALID } from './kinds/contract.ts';
import { BODY_TOO_LARGE } from './kinds/http.ts';
import { NETWORK_FAILED } from './kinds/network.ts';
import { parseFailure } from './parse-failure.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const json = (failure: Failure): Record<string, unknown> =>
  JSON.parse(JSON.stringify(failure)) as Record<string, unknown>;
const good = json(new Failure(NETWORK_FAILED));
const kinds = Object.entries(catalogue) as [string, FailureKind][];

describe('the JSON of a failure', () => {
  it.each(kinds)('brings %s back, through JSON and through a structured clone', (code, kind) => {
    const failure = new Failure(kind, {
      status: 418,
      retryAfterMs: 5,
      requestId: 'r',
      incidentId: 'i',
      attempts: 3,
      effect: 'applied',
      retry: 'now',
    });
    for (const copy of [json(failure), structuredClone(failure.toJSON())]) {
      const revived = parseFailure(copy);
      expect(isFailure(revived, code)).toBe(true);
      expect(revived?.toJSON()).toEqual(failure.toJSON());
    }
  });

  it.each(['name', 'code', 'family', 'severity', 'retry', 'effect'])(
    'is no failure without its %s',
    (member) => {
      expect(parseFailure({ ...good, [member]: undefined })).toBeUndefined();
      expect(parseFailure({ ...good, [member]: 'a sentence' })).toBeUndefined();
      expect(parseFailure({ ...good, [member]: 7 })).toBeUndefined();
    },
  );

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'Failure'],
    [
      'a hostile object',
      {
        get name(): string {
          throw new Error('no');
        },
      },
    ],
  ])('is no failure when it is %s', (_title, value) => {
    expect(parseFailure(value)).toBeUndefined();
  });

  it('loses optional members of the wrong type', () => {
    const odd = {
      status: '1',
      retryAfterMs: -1,
      requestId: 4,
      incidentId: 'a b',
      attempts: NaN,
      details: 7,
      number: {},
    };
    const revived = parseFailure({ ...good, ...odd });
    expect(revived).toMatchObject({
      status: undefined,
      retryAfterMs: undefined,
      requestId: undefined,
      attempts: 1,
      number: 0,
      details: {},
    });
    expect(revived?.incidentId).toMatch(/^[\da-v]{10}-/);
  });

  it('keeps details that cannot be private text, whatever the code', () => {
    const details = { limitBytes: 10, note: 'what Ann wrote', 'what Ann wrote': 1 };
    const story = { ...good, code: 'STORY_REFUSED', number: 2000, family: 'story', details };
    expect(parseFailure(story)?.details).toEqual({ limitBytes: 10 });
  });

  it('has no details where they cannot be read', () => {
    const details = new Proxy(
      {},
      {
        ownKeys() {
          throw new Error('no');
        },
      },
    );
    expect(parseFailure({ ...good, details })?.details).toEqual({});
  });

  it('reads causes four deep, and writes as many', () => {
    let failure: Failure = new Failure(BODY_TOO_LARGE);
    for (let depth = 0; depth < 10; depth += 1)
      failure = new Failure(NETWORK_FAILED, { cause: failure });
    const depthOf = (value: unknown): number =>
      value === undefined ? 0 : 1 + depthOf((value as { cause?: unknown }).cause);
    expect(depthOf(json(failure))).toBe(5);
    expect(json(failure)['cause']).toMatchObject({
      code: 'NETWORK_FAILED',
      incidentId: expect.any(String),
    });
    expect(depthOf(parseFailure(json(failure)))).toBe(4);

    let deep: unknown = good;
    for (let depth = 0; depth < 50_000; depth += 1) deep = { ...good, cause: deep };
    expect(depthOf(parseFailure(deep))).toBe(4);
  });

  it('ends for a failure that caused itself', () => {
    const failure = new Failure(NETWORK_FAILED);
    Object.assign(failure, { cause: failure });
    expect(JSON.stringify(failure).length).toBeLessThan(2000);
  });

  it('stays under 64 KiB, however much is wrong', () => {
    const issues = Array.from({ length: 10_000 }, (_, index) => ({
      pointer: `/field${index}`.repeat(1000),
      message: 'Too long. '.repeat(1000),
    }));
    const cause = new Failure(REQUEST_INVALID, { details: { issues } });
    const text = JSON.stringify(new Failure(REQUEST_INVALID, { details: { issues } }));
    expect(text.length).toBeLessThan(64 * 1024);
    expect(parseFailure(JSON.parse(JSON.stringify(cause)))?.details).toEqual(cause.details);
  });

  it('is read from any value without an exception', () => {
    const odd = fc.oneof(
      fc.anything({ maxDepth: 2 }),
      fc.string({ unit: 'binary', maxLength: 99 }),
    );
    const members = ['name', 'code', 'number', 'details', 'status', 'retryAfterMs', 'requestId'];
    const more = ['incidentId', 'attempts', 'cause', '__proto__', 'toJSON', 'message'];
    const near = fc
      .dictionary(fc.constantFrom(...members, ...more), fc.oneof(odd, fc.constant(good)))
      .map((value) => ({ ...good, ...value }));
    // A value that was not cloned may run any code when its members are read.
    const throwing = fc.constantFrom(...Object.keys(good), 'details', 'cause').map((name) =>
      Object.defineProperty({ ...good }, name, {
        enumerable: true,
        get() {
          throw new Error('no');
        },
      }),
    );
    const own = Object.getOwnPropertyNames(Object.prototype);
    fc.assert(
      fc.property(fc.oneof(near, near, odd, throwing), (value) => {
        const failure = parseFailure(value);
        const text = JSON.stringify(failure) ?? '';
        expect(text.length).toBeLessThan(64 * 1024);
        expect(parseFailure(JSON.parse(text || 'null'))?.toJSON()).toEqual(failure?.toJSON());
      }),
      { seed: 3, numRuns: 10_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
  });
});
