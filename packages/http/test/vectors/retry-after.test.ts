import { retryAdvice } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { foreignWaitMs } from '../../src/foreign/wait/foreign-wait.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const IN_30_S = 'Sun, 22 Nov 2026 12:00:30 GMT';

describe('the wait a server asks for', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    // Which hint comes first.
    [
      'milliseconds before all',
      { 'retry-after-ms': '5', 'retry-after': '3', ratelimit: '"p";r=0;t=2' },
      5,
    ],
    ['seconds before a limit', { 'retry-after': '3', ratelimit: '"p";r=0;t=2' }, 3000],
    ['a limit before its older form', { ratelimit: '"p";r=0;t=2', 'x-ratelimit-reset': '9' }, 2000],
    ['milliseconds that are none', { 'retry-after-ms': 'none', 'retry-after': '3' }, 3000],
    ['seconds that are none', { 'retry-after': 'soon', ratelimit: '"p";r=0;t=2' }, 2000],
    // Retry-After.
    ['no time at all', { 'retry-after': '0' }, 0],
    ['blanks around', { 'retry-after': ' 3 ' }, 3000],
    ['an IMF-fixdate', { 'retry-after': IN_30_S }, 30_000],
    ['an RFC 850 date', { 'retry-after': 'Sunday, 22-Nov-26 12:00:30 GMT' }, 30_000],
    ['an asctime date', { 'retry-after': 'Sun Nov 22 12:00:30 2026' }, 30_000],
    ['a date in the past', { 'retry-after': 'Sun, 22 Nov 2026 11:59:59 GMT' }, 0],
    [
      'a client that is an hour late',
      { 'retry-after': IN_30_S, date: 'Sun, 22 Nov 2026 12:00:00 GMT' },
      30_000,
    ],
    [
      'a client in another year',
      { 'retry-after': 'Fri, 01 Jan 2027 00:00:10 GMT', date: 'Fri, 01 Jan 2027 00:00:00 GMT' },
      10_000,
    ],
    ['a Date that is none', { 'retry-after': IN_30_S, date: 'now' }, 30_000],
    ['a sign', { 'retry-after': '+3' }, 3000],
    ['hexadecimal', { 'retry-after': '0x10' }, 60_000],
    ['a power', { 'retry-after': '1e3' }, 1_000_000],
    ['two of them, joined', { 'retry-after': '3, 5' }, 5000],
    ['digits of another script', { 'retry-after': '٣' }, 60_000],
    // RateLimit (draft 10).
    ['something is left', { ratelimit: '"p";r=1;t=2' }, undefined],
    [
      'the longest of what is used up',
      { ratelimit: '"a";r=0;t=2, "b";r=0;t=7, "c";r=5;t=90' },
      7000,
    ],
    [
      'the window, where no time is told',
      { ratelimit: '"p";r=0', 'ratelimit-policy': '"q";q=1;w=9, "p";q=5;w=60' },
      60_000,
    ],
    [
      'a policy named by a token, as earlier drafts have it',
      { ratelimit: 'p;r=0', 'ratelimit-policy': '"p";q=5;w=60' },
      60_000,
    ],
    [
      'no window of that name',
      { ratelimit: '"p";r=0', 'ratelimit-policy': '"q";q=1;w=9' },
      undefined,
    ],
    ['one mistake in the field', { ratelimit: '"p";r=0;t=2, oops=' }, undefined],
    ['a decimal', { ratelimit: '"p";r=0;t=2.0' }, 2000],
    ['a negative time', { ratelimit: '"p";r=0;t=-2' }, undefined],
    // Earlier forms.
    ['the old reset', { 'ratelimit-remaining': '0', 'ratelimit-reset': '9' }, 9000],
    ['the oldest reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9' }, 9000],
    ['a reset alone', { 'x-ratelimit-reset': '9' }, 9000],
    [
      'a reset with something left',
      { 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': '9' },
      undefined,
    ],
    [
      'a reset with nonsense left',
      { 'x-ratelimit-remaining': 'few', 'x-ratelimit-reset': '9' },
      undefined,
    ],
    [
      'a reset as Unix time',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1000 + 60}` },
      60_000,
    ],
    [
      'a reset as Unix time by the server’s clock',
      { 'x-ratelimit-reset': `${NOW / 1000 + 3660}`, date: 'Sun, 22 Nov 2026 13:00:00 GMT' },
      60_000,
    ],
    ['a reset that has passed', { 'x-ratelimit-reset': `${NOW / 1000 - 60}` }, undefined],
    ['a reset in milliseconds of Unix time', { 'x-ratelimit-reset': `${NOW + 60_000}` }, 60_000],
  ])('%s', (_title, headers, expected) => {
    const clock = _title === 'a client that is an hour late' ? NOW - 3_600_000 : NOW;
    expect(foreignWaitMs(headers, clock)).toBe(expected);
  });

  it.each([
    ['true', 'later'],
    ['false', 'never'],
    [' false ', 'never'],
    ['maybe', undefined],
    ['TRUE', undefined],
    ['', undefined],
  ])('x-should-retry: %j is %s', (value, advice) => {
    expect(retryAdvice({ 'x-should-retry': value })).toBe(advice);
  });
});
