import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignWaitMs } from '../../src/foreign/wait/foreign-wait.ts';
import { parseHttpDate } from '../../src/foreign/wait/http-date.ts';
import { rateLimitHint } from '../../src/foreign/wait/rate-limit-hint.ts';
import { parseItems } from '../../src/foreign/wait/structured-fields.ts';

const RUNS = { numRuns: 10_000 };
const ownOfObject = (): readonly string[] => Object.getOwnPropertyNames(Object.prototype);
const OWN = ownOfObject();
const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
const isCount = (value: number | undefined): boolean =>
  value === undefined || (Number.isFinite(value) && value >= 0);

/** Text near what a parser takes: its own pieces in any order, with anything between. */
const near = (...pieces: string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), {
      maxLength: 30,
    })
    .map((parts) => parts.join(''));

const field = near(
  '"',
  '\\',
  ';',
  ',',
  '=',
  'r',
  't',
  'q',
  '0',
  '1',
  '.',
  '-',
  ':',
  '@',
  '%"',
  '?1',
  ' ',
  '__proto__',
);
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
    ratelimit: field,
    'ratelimit-policy': field,
    'ratelimit-reset': near('9', '0'),
    'x-ratelimit-remaining': near('9', '0'),
    'x-ratelimit-reset': near('9', '0'),
    date,
  },
  { requiredKeys: [] },
);

describe('whatever a server says about a wait', () => {
  it('a wait is a number that is not negative, or none', () => {
    fc.assert(
      fc.property(headers, fc.integer(), (given, now) => {
        expect(isCount(foreignWaitMs(given, now))).toBe(true);
        const hint = rateLimitHint(given, now);
        expect(isCount(hint?.remaining) && isCount(hint?.resetMs)).toBe(true);
      }),
      RUNS,
    );
  });

  it('a date is a whole second, or none, and is the same in its own words again', () => {
    fc.assert(
      fc.property(date, fc.integer(), (text, now) => {
        const time = parseHttpDate(text, now);
        expect(time === undefined || time % 1000 === 0).toBe(true);
      }),
      RUNS,
    );
    const seconds = fc.integer({ min: 0, max: 253_402_300_799 });
    fc.assert(
      fc.property(seconds, (second) => {
        expect(parseHttpDate(new Date(second * 1000).toUTCString(), 0)).toBe(second * 1000);
      }),
      RUNS,
    );
  });

  it('a field is a list of items with parameters, or none', () => {
    fc.assert(
      fc.property(fc.oneof(field, fc.string({ unit: 'binary' })), (text) => {
        for (const { value, parameters } of parseItems(text) ?? []) {
          expect(value).toBeDefined();
          expect(parameters).toBeInstanceOf(Map);
        }
      }),
      RUNS,
    );
  });

  it('what a server wrote as a list is read as that list', () => {
    const string = fc.string({ unit: fc.constantFrom('a', ' ', '"', '\\', ',', ';', '~') });
    const item = fc.tuple(string, fc.nat(), fc.boolean());
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const text = items.map(([s, n, b]) => `${quoted(s)};n=${n};b=?${Number(b)}`).join(', ');
        expect(
          parseItems(text)?.map(({ value, parameters }) => [value, ...parameters.values()]),
        ).toEqual(items);
      }),
      RUNS,
    );
  });

  it('no object is any different afterwards', () => {
    expect(ownOfObject()).toEqual(OWN);
  });

  it.each<[string, (text: string) => unknown]>([
    ['a field', parseItems],
    ['a string in a field', (text) => parseItems(`"${text}`)],
    ['a parameter', (text) => parseItems(`1;a=${text}`)],
    ['a date', (text) => parseHttpDate(text, 0)],
    ['a number', (text) => foreignWaitMs({ 'retry-after': text, 'x-ratelimit-reset': text }, 0)],
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
