import { describe, expect, it } from 'vitest';
import type { Ended } from './endpoint-state.ts';
import { newHealth, nextHealth, urlsToTry, viewOf } from './health-state.ts';

describe('the health of endpoints', () => {
  const rules = { consecutiveFailures: 1, baseMs: 1_000, localFaultMs: 100 };
  const play = (steps: readonly (readonly [string, Ended, number])[]) =>
    steps.reduce(
      (health, [url, ended, at]) => nextHealth(health, url, ended, at, rules),
      newHealth(['a', 'b']),
    );

  it.each<
    [string, readonly (readonly [string, Ended, number])[], number, ReturnType<typeof viewOf>]
  >([
    ['is up at first', [], 0, 'up'],
    ['is degraded when one is out', [['a', 'failed', 0]], 0, 'degraded'],
    ['is up again after its time', [['a', 'failed', 0]], 1_000, 'up'],
    [
      'is down when all are broken',
      [
        ['a', 'failed', 0],
        ['b', 'failed', 0],
      ],
      0,
      'down',
    ],
    [
      'is offline when none can be reached',
      [
        ['a', 'unreachable', 0],
        ['b', 'unreachable', 99],
      ],
      99,
      'offline',
    ],
    [
      'is down when that was not at the same time',
      [
        ['a', 'unreachable', 0],
        ['b', 'unreachable', 100],
      ],
      100,
      'down',
    ],
    [
      'is not offline when anything answered',
      [
        ['a', 'unreachable', 0],
        ['b', 'failed', 1],
      ],
      1,
      'down',
    ],
    [
      'forgets after an answer what could not be reached before',
      [
        ['a', 'unreachable', 0],
        ['b', 'succeeded', 1],
        ['b', 'unreachable', 2],
      ],
      2,
      'down',
    ],
  ])('%s', (_, steps, now, view) => {
    expect(viewOf(play(steps), now, rules)).toBe(view);
  });

  it('says nothing about a local fault when there is one endpoint alone', () => {
    const alone = nextHealth(newHealth(['a']), 'a', 'unreachable', 0, rules);
    expect(viewOf(alone, 0, rules)).toBe('down');
  });

  it('takes failures within ten seconds for failures at the same time, by default', () => {
    const broken = { consecutiveFailures: 1 };
    const after = (ms: number) => {
      const [first, now] = [1_000, 1_000 + ms];
      const health = nextHealth(newHealth(['a', 'b']), 'a', 'unreachable', first, broken);
      return viewOf(nextHealth(health, 'b', 'unreachable', now, broken), now, {});
    };
    expect([9_999, 10_000].map(after)).toEqual(['offline', 'down']);
  });

  it('goes on saying that the fault is local for as long as the failures count as simultaneous', () => {
    const half = nextHealth(newHealth(['a', 'b']), 'a', 'unreachable', 0);
    const shut = nextHealth(half, 'b', 'unreachable', 0);
    expect([9_999, 10_000].map((now) => viewOf(shut, now, {}))).toEqual(['offline', 'up']);
  });

  it('takes all endpoints back in when none can be reached, because the fault is local', () => {
    const shut = play([
      ['a', 'unreachable', 0],
      ['b', 'unreachable', 1],
    ]);
    expect(urlsToTry(shut, 1)).toEqual(['a', 'b']);
    expect(shut.endpoints.map(({ ejections }) => ejections)).toEqual([0, 0]);
  });

  it('tries the endpoints that are not ejected, the preferred first, and all of them when all are ejected', () => {
    expect(urlsToTry(play([]), 0)).toEqual(['a', 'b']);
    expect(urlsToTry(play([['a', 'failed', 0]]), 0)).toEqual(['b']);
    expect(urlsToTry(play([['a', 'failed', 0]]), 1_000)).toEqual(['a', 'b']);
    const broken = play([
      ['a', 'failed', 0],
      ['b', 'failed', 0],
    ]);
    expect(urlsToTry(broken, 0)).toEqual(['a', 'b']);
  });
});
