import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAdvice } from '../../src/exchange/wait/retry-advice.ts';
import { retryAfterMs } from '../../src/exchange/wait/retry-after.ts';
import type { Expectation } from '../../src/exchange/answer/expectation.ts';
import { interpret } from '../../src/exchange/answer/interpret.ts';
import { isJsonType } from '../../src/exchange/problem/json-type.ts';
import { isFailure } from '../../src/failures/failure.ts';

const RUNS = { numRuns: 10_000 };
// Ten thousand answers are made, sent through JSON and read: on a busy machine that takes its time.
const PATIENCE_MS = 60_000;
const ownOfObject = (): readonly string[] => Object.getOwnPropertyNames(Object.prototype);
const OWN = ownOfObject();
const isCount = (value: number | undefined): boolean =>
  value === undefined || (Number.isFinite(value) && value >= 0);

/** Text near what a parser takes: its own pieces in any order, with anything between. */
const near = (...pieces: string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), {
      maxLength: 30,
    })
    .map((parts) => parts.join(''));

const date = near(
  'Sun, ',
  'Sunday, ',
  '06',
  ' ',
  'Nov',
  '-',
  '94',
  '1994',
  '08:49:37',
  ' GMT',
  'Feb',
  '31',
);
const headers = fc.record(
  {
    'retry-after': fc.oneof(date, near('3', '0', '-', '.', 'e')),
    'retry-after-ms': near('3', '0', '-', '.', 'e'),
    'x-should-retry': near('true', 'false'),
    'content-type': near('application/', 'problem', '+json', 'text/html', ';', ' charset=utf-8'),
    'holdfast-cost': near('1', '0', '-'),
    date,
  },
  { requiredKeys: [] },
);

describe('whatever a server says', () => {
  it('a wait is a number that is not negative, or none', () => {
    fc.assert(
      fc.property(headers, fc.integer(), (given, now) => {
        expect(isCount(retryAfterMs(given, now))).toBe(true);
        expect([undefined, 'later', 'never']).toContain(retryAdvice(given));
      }),
      RUNS,
    );
  });

  it(
    'an answer is accepted, or refused by name',
    () => {
      const accept = fc.constantFrom<Expectation['accept']>('json', 'text', 'bytes', 'nothing');
      const json = fc.json({ maxDepth: 2 }).map((text) => new TextEncoder().encode(text));
      const problem = fc
        .dictionary(
          fc.constantFrom('code', 'type', 'errors', 'details', 'status', 'number', '__proto__'),
          fc.anything({ maxDepth: 1 }),
        )
        .map((body) =>
          new TextEncoder().encode(
            JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? 1 : value)),
          ),
        );
      fc.assert(
        fc.property(
          ...([fc.integer({ min: 100, max: 999 }), headers, accept] as const),
          fc.oneof(json, problem, fc.uint8Array()),
          (status, given, expected, body) => {
            const answer = { status, headers: given, body, url: '/', redirected: false };
            const attempt = { requestId: 'r', incidentId: 'i', attempt: 1 };
            const end = interpret(answer, { accept: expected }, attempt, 0);
            expect(end.kind === 'refused' ? isFailure(end.failure) : status < 300).toBe(true);
            expect(isCount(end.costMicros)).toBe(true);
          },
        ),
        RUNS,
      );
    },
    PATIENCE_MS,
  );

  it('no object is any different afterwards', () => {
    expect(ownOfObject()).toEqual(OWN);
  });

  it.each<[string, (text: string) => unknown]>([
    ['a wait', (text) => retryAfterMs({ 'retry-after': text, date: text }, 0)],
    ['a content type', isJsonType],
  ])('%s of a megabyte takes no time worth speaking of', (_title, parse) => {
    for (const piece of ['1', ' ', 'a', '"', '\\\\', ';', ';a', ',', ':', 'a/', 'Sun, ']) {
      const text = piece.repeat(1_000_000 / piece.length);
      const before = process.threadCpuUsage();
      parse(text);
      const { user } = process.threadCpuUsage(before);
      // Reading it once takes a millisecond or two; anything worse than that grows with its square.
      expect(user / 1_000).toBeLessThan(500);
    }
  });
});
