import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryAfterMs, saidWait } from './retry-after.ts';

const noon = Date.parse('Sun, 22 Nov 2026 12:00:00 GMT');
const IN_30_S = 'Sun, 22 Nov 2026 12:00:30 GMT';

describe('the wait that a server of the contract asks for', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['milliseconds', { 'retry-after-ms': '250' }, 250],
    ['seconds', { 'retry-after': '3' }, 3000],
    ['seconds among blanks', { 'retry-after': ' 3 ' }, 3000],
    ['zero', { 'retry-after': '0' }, 0],
    ['a fraction, rounded up', { 'retry-after-ms': '0.2' }, 1],
    ['a fraction without the noise of binary fractions', { 'retry-after': '0.07' }, 70],
    ['milliseconds before seconds', { 'retry-after-ms': '250', 'retry-after': '3' }, 250],
    [
      'seconds after milliseconds that are none',
      { 'retry-after-ms': 'x', 'retry-after': '3' },
      3000,
    ],
    ['the longest number of seconds', { 'retry-after': '999999999' }, 999_999_999_000],
    ['a month in milliseconds', { 'retry-after-ms': '2592000000' }, 2_592_000_000],
    ['the longest number of milliseconds', { 'retry-after-ms': '999999999999' }, 999_999_999_999],
    ['a date', { 'retry-after': IN_30_S }, 30_000],
    ['a date among blanks', { 'retry-after': ` ${IN_30_S} ` }, 30_000],
    ['a date that has passed', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
    [
      'a date by the clock of the server',
      { 'retry-after': 'Sun, 22 Nov 2026 15:00:30 GMT', date: 'Sun, 22 Nov 2026 15:00:00 GMT ' },
      30_000,
    ],
    ['a date beside a clock that cannot be read', { 'retry-after': IN_30_S, date: 'noon' }, 30_000],
    [
      'a date beside a clock that its server could not print',
      { 'retry-after': IN_30_S, date: 'Invalid Date' },
      30_000,
    ],
    ['nothing', {}, undefined],
  ])('is %s', (_title, headers, expected) => {
    expect(retryAfterMs(headers, noon)).toBe(expected);
  });

  it.each([
    ...['', 'soon', '-1', '1,2', '5s', '1e3', '.5', '1.', '1234567890123', '9'.repeat(400)],
    ...[`x${IN_30_S}`, 'Invalid Date'],
    ...[`${IN_30_S}+1`, 'Sun, 99 Nov 2026 12:00:30 GMT', '2026-11-22T12:00:30Z'],
    ...['Mon, 22 Nov 2026 12:00:30 GMT', 'Sunday, 22-Nov-26 12:00:30 GMT'],
  ])('is a minute when %j is no wait that the contract knows', (said) => {
    expect(saidWait({ 'retry-after': said }, noon)).toEqual({
      header: 'retry-after',
      ms: undefined,
    });
    expect(saidWait({ 'retry-after-ms': said }, noon)).toEqual({
      header: 'retry-after-ms',
      ms: undefined,
    });
    expect(retryAfterMs({ 'retry-after': said }, noon)).toBe(60_000);
  });

  it('is a minute when seconds count from 1970', () => {
    expect(retryAfterMs({ 'retry-after': '1795348800' }, noon)).toBe(60_000);
  });

  it('names the first header that makes no sense', () => {
    const headers = { 'retry-after': 'soon', 'retry-after-ms': 'later' };
    expect(saidWait(headers, noon)).toEqual({ header: 'retry-after-ms', ms: undefined });
  });

  it('is a number that is not negative, or `undefined`, whatever the headers say', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (said, date) => {
        const wait = retryAfterMs({ 'retry-after': said, date }, noon) ?? 0;
        expect(wait >= 0 && Number.isFinite(wait)).toBe(true);
      }),
    );
  });
});
