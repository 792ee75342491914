import { waitMsOf } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { limitWait, rateLimitHint } from './rate-limit-hint.ts';

describe('the hint of an answer about the limit', () => {
  it.each<[string, Record<string, string>, ReturnType<typeof rateLimitHint>]>([
    ['draft 10', { ratelimit: '"default";r=50;t=30' }, { remaining: 50, resetMs: 30_000 }],
    [
      'in another order, with a partition',
      { ratelimit: '"p";t=2;pk=:dXNlcg==:;r=0' },
      { remaining: 0, resetMs: 2_000 },
    ],
    [
      'the tightest of several',
      { ratelimit: '"day";r=900;t=9000, "minute";r=3;t=20' },
      { remaining: 3, resetMs: 20_000 },
    ],
    [
      'the longer of two as tight',
      { ratelimit: '"a";r=0;t=2, "b";r=0;t=7, "c";r=0;t=3' },
      { remaining: 0, resetMs: 7_000 },
    ],
    [
      'older fields',
      { 'ratelimit-remaining': '4', 'ratelimit-reset': '9' },
      { remaining: 4, resetMs: 9_000 },
    ],
    [
      'the oldest',
      { 'x-ratelimit-remaining': ' 4 ', 'x-ratelimit-reset': '9' },
      { remaining: 4, resetMs: 9_000 },
    ],
    [
      'a point in time is no wait',
      { 'x-ratelimit-remaining': '4', 'x-ratelimit-reset': '1790000000' },
      undefined,
    ],
    ['half of it', { ratelimit: '"p";r=4' }, undefined],
    ['nonsense', { ratelimit: '"p";r=-4;t=1.5', 'ratelimit-remaining': 'many' }, undefined],
    ['nothing', {}, undefined],
  ])('%s', (_, headers, hint) => {
    expect(rateLimitHint(headers)).toEqual(hint);
  });
});

const now = Date.UTC(2026, 10, 22, 12);
const inSeconds = (seconds: number): string => String(now / 1000 + seconds);

describe('until when a limit holds', () => {
  it.each<[string, Record<string, string>, ReturnType<typeof rateLimitHint>]>([
    [
      'for the window of its policy when no time is told',
      { ratelimit: '"b";r=1', 'ratelimit-policy': '"a";q=9;w=5, "b";q=9;w=60, "b";q=9;w=7' },
      { remaining: 1, resetMs: 60_000 },
    ],
    [
      'for the time told rather than for the window',
      { ratelimit: '"a";r=1;t=2', 'ratelimit-policy': '"a";q=9;w=60' },
      { remaining: 1, resetMs: 2_000 },
    ],
    [
      'for the window of a policy that an earlier draft names by a token',
      { ratelimit: '"a";r=1', 'ratelimit-policy': 'b;w=5, a;w=60' },
      { remaining: 1, resetMs: 60_000 },
    ],
    [
      'for no time when it is of another policy',
      { ratelimit: '"a";r=1', 'ratelimit-policy': '"b";q=9;w=60' },
      undefined,
    ],
    ['for no time when there is no policy', { ratelimit: '"a";r=1' }, undefined],
    ['for no time that is a word', { ratelimit: '"a";r=1;t=soon' }, undefined],
    [
      'for a day, as seconds',
      { 'ratelimit-remaining': '4', 'ratelimit-reset': '86400' },
      { remaining: 4, resetMs: 86_400_000 },
    ],
    [
      'until a second that is told by its number',
      { 'ratelimit-remaining': '4', 'ratelimit-reset': inSeconds(9) },
      { remaining: 4, resetMs: 9_000 },
    ],
    [
      'until this very second',
      { 'ratelimit-remaining': '4', 'ratelimit-reset': inSeconds(0) },
      { remaining: 4, resetMs: 0 },
    ],
    [
      'until a second a day away',
      { 'ratelimit-remaining': '4', 'ratelimit-reset': inSeconds(86_400) },
      { remaining: 4, resetMs: 86_400_000 },
    ],
    [
      'not until a second further away',
      { 'ratelimit-remaining': '4', 'ratelimit-reset': inSeconds(86_401) },
      undefined,
    ],
    [
      'not until a second that has passed',
      { 'ratelimit-remaining': '4', 'ratelimit-reset': inSeconds(-1) },
      undefined,
    ],
    [
      'not for longer than a day of seconds',
      { 'ratelimit-remaining': '4', 'ratelimit-reset': '86401' },
      undefined,
    ],
  ])('%s', (_, headers, hint) => {
    expect(rateLimitHint(headers, now)).toEqual(hint);
  });

  it('cannot be read from a Unix time without the server’s clock', () => {
    const headers = { 'ratelimit-remaining': '4', 'ratelimit-reset': inSeconds(9) };
    expect(rateLimitHint(headers)).toBeUndefined();
  });
});

describe('how long a server that refused asks to wait', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['until there is more, when nothing is left', { ratelimit: '"a";r=0;t=2' }, 2_000],
    ['no time when something is left: that was not why', { ratelimit: '"a";r=1;t=2' }, undefined],
    ['until a reset that comes alone', { 'ratelimit-reset': '3' }, 3_000],
    ['until a reset by its older name', { 'x-ratelimit-reset': '3' }, 3_000],
    [
      'until the reset by the newer name',
      { 'x-ratelimit-reset': '9', 'ratelimit-reset': '3' },
      3_000,
    ],
    ['until a second by its number', { 'ratelimit-reset': inSeconds(5) }, 5_000],
    [
      'no time when what is left makes no sense',
      { 'ratelimit-reset': '3', 'ratelimit-remaining': 'many' },
      undefined,
    ],
    ['no time when nothing is said', {}, undefined],
  ])('%s', (_, headers, waitMs) => {
    expect(waitMsOf(limitWait(headers, now))).toBe(waitMs);
  });
});
