import { describe, expect, it } from 'vitest';
import { parseHttpDate } from '../../src/foreign/wait/http-date.ts';

const NOW = Date.UTC(2026, 10, 22);
const FAMOUS = Date.UTC(1994, 10, 6, 8, 49, 37);

describe('an HTTP-date (RFC 9110 §5.6.7)', () => {
  it.each<[string, number]>([
    // The same moment in each of the three forms.
    ['Sun, 06 Nov 1994 08:49:37 GMT', FAMOUS],
    ['Sunday, 06-Nov-94 08:49:37 GMT', FAMOUS],
    ['Sun Nov  6 08:49:37 1994', FAMOUS],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Sun Nov 16 08:49:37 1994', Date.UTC(1994, 10, 16, 8, 49, 37)],
    ['Thu, 29 Feb 2024 23:59:59 GMT', Date.UTC(2024, 1, 29, 23, 59, 59)],
    // A leap second is the next second here.
    ['Sat, 31 Dec 2016 23:59:60 GMT', Date.UTC(2017, 0, 1)],
    ['Fri, 31 Dec 9999 23:59:59 GMT', Date.UTC(9999, 11, 31, 23, 59, 59)],
    // Two digits are a year no more than 50 ahead.
    ['Wednesday, 22-Nov-76 00:00:00 GMT', Date.UTC(2076, 10, 22)],
    ['Tuesday, 22-Nov-77 00:00:00 GMT', Date.UTC(1977, 10, 22)],
    ['Saturday, 01-Jan-00 00:00:00 GMT', Date.UTC(2000, 0, 1)],
    // The wrong weekday for the day; the date alone says when.
    ['Mon, 06 Nov 1994 08:49:37 GMT', FAMOUS],
  ])('%s', (text, time) => {
    expect(parseHttpDate(text, NOW)).toBe(time);
  });

  it.each([
    '',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 06 Nov 1994 08:49:37 +0000',
    'Sun, 06 Nov 1994 08:49:37 GMT ',
    ' Sun, 06 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 GMT\n',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 nov 1994 08:49:37 GMT',
    'sun, 06 Nov 1994 08:49:37 GMT',
    'Son, 06 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nev 1994 08:49:37 GMT',
    'Sun 06 Nov 1994 08:49:37 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Thu, 31 Nov 1994 08:49:37 GMT',
    'Wed, 29 Feb 2023 08:49:37 GMT',
    'Sun, 06 Nov 94 08:49:37 GMT',
    'Sun, 06 Nov 0094 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:37 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
    'Sun, 06 Nov 1994 8:49:37 GMT',
    'Sun, 06-Nov-1994 08:49:37 GMT',
    'Sunday, 06 Nov 94 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37',
    'Sundays, 06-Nov-94 08:49:37 GMT',
    'Sun Nov 6 08:49:37 1994',
    'Sun Nov  6 08:49:37 1994 GMT',
    'Sun Nov 31 08:49:37 1994',
    '1994-11-06T08:49:37Z',
    '784111777',
    'tomorrow',
  ])('%j is none', (text) => {
    expect(parseHttpDate(text, NOW)).toBeUndefined();
  });
});
