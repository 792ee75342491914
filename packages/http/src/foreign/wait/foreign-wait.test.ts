import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignWaitMs } from './foreign-wait.ts';

const noon = Date.parse('Sun, 22 Nov 2026 12:00:00 GMT');

describe('how long a server asks to wait', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['milliseconds', { 'retry-after-ms': '250' }, 250],
    ['seconds', { 'retry-after': '3' }, 3000],
    ['zero', { 'retry-after': '0' }, 0],
    ['milliseconds before seconds', { 'retry-after-ms': '250', 'retry-after': '3' }, 250],
    ['a date', { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30_000],
    ['a date that has passed', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    [
      'a date by the clock of the server',
      { 'retry-after': 'Sun, 22 Nov 2026 15:00:30 GMT', date: 'Sun, 22 Nov 2026 15:00:00 GMT' },
      30_000,
    ],
    ['nothing', {}, undefined],
    ['a word', { 'retry-after': 'soon' }, 60_000],
    ['a negative number', { 'retry-after': '-1' }, 60_000],
    ['a fraction', { 'retry-after': '1.5' }, 1500],
    ['no digits at all', { 'retry-after': '' }, 60_000],
    ['far too many seconds', { 'retry-after': '1234567890123' }, 60_000],
    ['a date that begins too early', { 'retry-after': 'xSun, 22 Nov 2026 12:00:30 GMT' }, 60_000],
    ['a date that ends too late', { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT+1' }, 60_000],
    ['a date that never was', { 'retry-after': 'Sun, 99 Nov 2026 12:00:30 GMT' }, 60_000],
    ['a date of another format', { 'retry-after': '2026-11-22T12:00:30Z' }, 30_000],
  ])('%s', (_title, headers, expected) => {
    expect(foreignWaitMs(headers, noon)).toBe(expected);
  });

  it.each<[string, number]>([
    ['292.05', 292_050],
    ['0.0001', 1],
    ['.5', 500],
    ['1, 1', 1000],
    ['1,3', 3000],
    ['1, soon', 60_000],
    ['\t 3 \n', 3000],
    ['"3"', 3000],
    ['1e3', 1_000_000],
    ['999999999', 999_999_999_000],
    ['1e300', 3_155_760_000_000],
    ['5s', 5000],
    ['5 seconds', 5000],
    ['in 5 seconds', 5000],
    ['1500ms', 1500],
    ['2 minutes', 120_000],
    ['1h', 3_600_000],
    ['6m0s', 360_000],
    ['1h2m3.5s', 3_723_500],
    ['1 day', 86_400_000],
    ['PT1M30S', 90_000],
    ['P1DT1S', 86_401_000],
    ['5 parsecs', 60_000],
    ['2026-11-22 12:00:30', 30_000],
    ['2026-11-22T13:00:30+01:00', 30_000],
    ['2026-11-22T13:00:30.001+0100', 30_001],
    ['2026-11-23', 43_200_000],
    ['2026-11-22T11:00:00Z', 0],
    ['2026-13-45T12:00:00Z', 60_000],
    ['sun, 22 nov 2026 12:00:30 gmt', 30_000],
    ['22 Nov 2026 13:00:30 +0100', 30_000],
    ['Sunday, 22-Nov-26 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 12:00:10 GMT, Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    [`${noon / 1000 + 30}`, 30_000],
    [`${noon + 30_000}`, 30_000],
    ['+120', 120_000],
    ['120,', 120_000],
    ['120;', 120_000],
    ["'120'", 120_000],
    ['120 (maintenance)', 120_000],
    ['max-age=120', 120_000],
    ['about 120 seconds.', 120_000],
    ['1 minute, 30 seconds', 90_000],
    ['5s, 5s', 5000],
    ['1 hour and 5 minutes', 3_900_000],
    ['2 weeks', 1_209_600_000],
    ['P1W', 604_800_000],
    ['P1M', 2_678_400_000],
    ['P1Y2M3DT4H', 37_252_800_000],
    ['00:05:00', 300_000],
    ['1.00:00:00.5', 86_400_500],
    ['3600, foo', 3_600_000],
    ['foo 3600, 1', 3_601_000],
    ['3600 apples', 3_600_000],
    ['3600apples', 60_000],
    ['-3600', 60_000],
    ['0x3600', 60_000],
    ['error 100000', 60_000],
    ['9:30', 60_000],
    ['20261122T120030Z', 30_000],
    ['2026-11-22 12:00:30 UTC', 30_000],
    ['2026-11-22T13:00:30+01', 30_000],
    ['22 Nov 26 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 07:00:30 EST', 30_000],
    ['Sun Nov 22 2026 08:00:00 GMT-0500 (Eastern Standard Time)', 3_600_000],
    ['Nov 22, 2026 13:00:00 UTC', 3_600_000],
    ['Sun Nov 22 2026 07:00:00 GMT+0000 (Coordinated Universal Time)', 60_000],
    ['٣', 60_000],
    ['0x10', 60_000],
    ['Infinity', 60_000],
    ['NaN', 60_000],
    ['null', 60_000],
    ['x'.repeat(10_000), 60_000],
    [`${'1e'.repeat(99)}!`, 60_000],
  ])('Retry-After: %s', (said, expected) => {
    expect(foreignWaitMs({ 'retry-after': said }, noon)).toBe(expected);
  });

  it.each<[string, number]>([
    ['1500.5', 1501],
    ['1500, 1500', 1500],
    ['2s', 2000],
    ['soon', 60_000],
    ['-1', 60_000],
  ])('retry-after-ms: %s', (said, expected) => {
    expect(foreignWaitMs({ 'retry-after-ms': said }, noon)).toBe(expected);
  });

  it.each<[string, Record<string, string>, number | undefined]>([
    ['a fraction', { 'x-ratelimit-reset': '9.5' }, 9500],
    ['units', { 'x-ratelimit-reset': '6m0s' }, 360_000],
    ['a date', { 'ratelimit-reset': '2026-11-22T12:00:30Z' }, 30_000],
    ['two days', { 'ratelimit-remaining': '0', 'ratelimit-reset': '172800' }, 172_800_000],
    ['milliseconds since 1970', { 'x-ratelimit-reset': `${noon + 60_000}` }, 60_000],
    ['a decimal', { ratelimit: '"p";r=0;t=2.5' }, 2500],
    ['an earlier draft', { ratelimit: 'limit=10, remaining=0, reset=5' }, 5000],
    [
      'an earlier draft with something left',
      { ratelimit: 'limit=10, remaining=1, reset=5' },
      undefined,
    ],
    ['nonsense', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, 60_000],
    [
      'nonsense, with something left',
      { 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': 'soon' },
      undefined,
    ],
    [
      'what makes sense, before nonsense',
      { 'retry-after': 'soon', 'x-ratelimit-reset': '9' },
      9000,
    ],
  ])('a limit: %s', (_title, headers, expected) => {
    expect(foreignWaitMs(headers, noon)).toBe(expected);
  });

  it('is never shorter than the server said, and at most a millisecond longer', () => {
    const units: readonly (readonly [string, number])[] = [
      ['', 1000],
      ['s', 1000],
      ['ms', 1],
      [' min', 60_000],
    ];
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.constantFrom(...units),
        fc.nat(1),
        (number, [unit, ms], doubled) => {
          const said = Array.from({ length: 1 + doubled }, () => `${number.toFixed(5)}${unit}`);
          const waitMs = foreignWaitMs({ 'retry-after': said.join(', ') }, noon) ?? -1;
          const exact = Number(number.toFixed(5)) * ms;
          expect(waitMs).toBeGreaterThanOrEqual(exact - 1e-4);
          expect(waitMs).toBeLessThan(exact + 1);
        },
      ),
    );
  });

  it('is never missing and never short when a server sent a wait that cannot be read', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (said) => {
        const waitMs = foreignWaitMs({ 'retry-after': said }, noon);
        expect(/^[\d.,\se"]+$/.test(said) || (waitMs ?? 0) >= 60_000 || /\d/.test(said)).toBe(true);
      }),
    );
  });

  it('is a number that is not negative, or `undefined`, whatever the headers say', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (retryAfter, date) => {
        const hint = foreignWaitMs({ 'retry-after': retryAfter, date }, noon) ?? 0;
        expect(hint >= 0 && Number.isFinite(hint)).toBe(true);
      }),
    );
  });
});
