import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyOf } from './any-of.ts';
import { countWindow } from './count-window.ts';
import { slowCalls } from './slow-calls.ts';
import { timeWindow } from './time-window.ts';
import { consecutiveFailures } from './trip-rule.ts';
import type { TripRule } from './trip-rule.ts';

type Call = readonly [failed: boolean, nowMs?: number, tookMs?: number];

/** After which call a rule trips, counted from 1; 0 if it never does. */
function trips(rule: TripRule, calls: readonly Call[]): number {
  const memory = rule.start();
  return (
    1 +
    calls.findIndex(([failed, nowMs = 0, tookMs = 0]) => rule.note(memory, failed, nowMs, tookMs))
  );
}
const read = (text: string): Call[] => text.split('').map((letter) => [letter === 'x']);

describe('failures in a row', () => {
  it.each([
    ['xxx', 3],
    ['xx.xx.', 0],
    ['..xx.xxx', 8],
  ])('%s opens at call %i', (calls, at) => {
    expect(trips(consecutiveFailures(3), read(calls))).toBe(at);
  });

  it('are counted from zero in a memory without a count, such as that of another rule', () => {
    const [rule, memory] = [consecutiveFailures(2), countWindow().start()];
    expect([1, 2].map(() => rule.note(memory, true, 0, 0))).toEqual([false, true]);
  });
});

describe('a window of the latest calls', () => {
  const rule = countWindow({ calls: 6, minimumCalls: 4, failureRate: 0.5 });
  it.each([
    ['xxx', 0],
    ['xxxx', 4],
    ['x.x.x', 5],
    ['.x.x', 4],
    ['...x..x.', 0],
    // The first two have left the window when the last comes.
    ['xx....x.x', 0],
    ['xx....x.xx', 10],
  ])('%s opens at call %i', (calls, at) => {
    expect(trips(rule, read(calls))).toBe(at);
  });

  it('counts exactly the calls in it, however long it runs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 80 }),
        fc.integer({ min: 1, max: 9 }),
        (calls, size) => {
          const memory = countWindow({ calls: size }).start();
          const any = countWindow({ calls: size, minimumCalls: 1, failureRate: 1 });
          for (const [index, failed] of calls.entries()) {
            const latest = calls.slice(Math.max(0, index + 1 - size), index + 1);
            expect(any.note(memory, failed, 0, 0)).toBe(latest.every(Boolean));
          }
        },
      ),
    );
  });
});

describe('a window of the latest seconds', () => {
  const rule = timeWindow({ windowMs: 1_000, minimumCalls: 4, failureRate: 0.5 });
  it.each<[string, readonly Call[], number]>([
    [
      'opens at the rate',
      [
        [false, 0],
        [true, 100],
        [true, 200],
        [true, 300],
      ],
      4,
    ],
    [
      'says nothing of too few calls',
      [
        [true, 0],
        [true, 100],
        [true, 200],
      ],
      0,
    ],
    [
      'forgets what is too old, although no call came meanwhile',
      [
        [true, 0],
        [true, 0],
        [true, 0],
        [true, 60_000],
      ],
      0,
    ],
    [
      'forgets in steps of a tenth',
      [
        [true, 50],
        [true, 50],
        [true, 900],
        [true, 1_049],
      ],
      0,
    ],
    [
      'remembers until then',
      [
        [true, 50],
        [true, 50],
        [true, 900],
        [true, 999],
      ],
      4,
    ],
  ])('%s', (_, calls, at) => {
    expect(trips(rule, calls)).toBe(at);
  });
});

describe('slow calls', () => {
  const rule = slowCalls({ slowMs: 100, slowRate: 0.5, calls: 4, minimumCalls: 2 });
  it.each<[string, readonly Call[], number]>([
    [
      'open the circuit although they succeeded',
      [
        [false, 0, 99],
        [false, 0, 100],
      ],
      2,
    ],
    [
      'do not when they are few',
      [
        [false, 0, 99],
        [false, 0, 99],
        [false, 0, 900],
      ],
      0,
    ],
    [
      'count when they failed too',
      [
        [true, 0, 200],
        [true, 0, 200],
      ],
      2,
    ],
    [
      'are not failures that were fast',
      [
        [true, 0, 1],
        [true, 0, 1],
        [true, 0, 1],
      ],
      0,
    ],
  ])('%s', (_, calls, at) => {
    expect(trips(rule, calls)).toBe(at);
  });
});

describe('any of several rules', () => {
  const rule = anyOf(consecutiveFailures(3), slowCalls({ slowMs: 100, calls: 2 }));

  it('opens when one of them says so', () => {
    expect(trips(rule, read('xxx'))).toBe(3);
    expect(
      trips(rule, [
        [false, 0, 500],
        [false, 0, 500],
      ]),
    ).toBe(2);
  });

  it('shows every call to every rule, and needs a clock if one rule does', () => {
    const both = anyOf(consecutiveFailures(1), consecutiveFailures(3));
    const memory = both.start();
    for (let call = 0; call < 2; call += 1) both.note(memory, true, 0, 0);
    expect(memory).toEqual([[2], [2]]);
    expect([rule.timed, both.timed]).toEqual([true, false]);
  });
});
