import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RetryAdvice } from '../failures/failure-kind.ts';
import { retryAdvice, retryAfterMs } from './hints.ts';

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
    ['a word', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after': '-1' }, undefined],
    ['a fraction', { 'retry-after': '1.5' }, undefined],
    ['no digits at all', { 'retry-after': '' }, undefined],
    ['more seconds than anybody counts', { 'retry-after': '1234567890123' }, undefined],
    [
      'a date that begins too early',
      { 'retry-after': 'xSun, 22 Nov 2026 12:00:30 GMT' },
      undefined,
    ],
    ['a date that ends too late', { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT+1' }, undefined],
    ['a date that never was', { 'retry-after': 'Sun, 99 Nov 2026 12:00:30 GMT' }, undefined],
    ['a date of another format', { 'retry-after': '2026-11-22T12:00:30Z' }, undefined],
  ])('%s', (_title, headers, expected) => {
    expect(retryAfterMs(headers, noon)).toBe(expected);
  });

  it('is a number that is not negative, or nothing, whatever the headers say', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (retryAfter, date) => {
        const hint = retryAfterMs({ 'retry-after': retryAfter, date }, noon) ?? 0;
        expect(hint >= 0 && Number.isFinite(hint)).toBe(true);
      }),
    );
  });
});

describe('what a server says about trying again', () => {
  it.each<[string, RetryAdvice | undefined]>([
    ['true', 'later'],
    ['false', 'never'],
    [' true ', 'later'],
    ['True', undefined],
    ['1', undefined],
    ['', undefined],
  ])('takes %j for %s', (said, advice) => {
    expect(retryAdvice({ 'x-should-retry': said })).toBe(advice);
  });

  it('is nothing when it says nothing, whatever else is true', () => {
    expect(retryAdvice({})).toBeUndefined();
    expect(retryAdvice({ '': 'true' })).toBeUndefined();
  });
});
