import { describe, expect, it } from 'vitest';
import { base, judged, MINUTE, NOW, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';

// Bucket 42 is about 2 s, bucket 20 about 40 ms.
const durations = (many: number) => [
  ...rows('latency', [1], 100 - many, { detail: '20' }),
  ...rows('latency', [1], many, { detail: '42' }),
];
const failing = (bad: number, all: number) => [
  ...rows('failure', [1], bad),
  ...rows('operation', [1], all),
];

describe('a threshold', () => {
  const rule: AlertRule = {
    ...base,
    ...{ kind: 'threshold', windowMs: 5 * MINUTE, is: 'above', limit: 10 },
    of: { what: 'count', count: { measure: 'failure' } },
  };
  it.each([
    [11, 'breach'],
    [10, 'between'],
    [9, 'clear'],
  ])('of a count of 10: %d is %s', (count, signal) => {
    expect(signals(rule, rows('failure', [1], count))).toEqual([signal]);
  });

  it('counts the minutes of its window only', () => {
    expect(signals(rule, rows('failure', [6, 30], 50))).toEqual(['clear']);
    expect(judged(rule, rows('failure', range(1, 9), 4)).judgements[0]?.why).toMatchObject({
      value: 20,
    });
  });

  it('compares a rate a minute', () => {
    const rate: AlertRule = {
      ...rule,
      of: { what: 'rate', count: { measure: 'failure' } },
      limit: 3,
    };
    expect(signals(rate, rows('failure', range(0, 5), 4))).toEqual(['breach']);
    expect(signals(rate, rows('failure', range(0, 5), 2))).toEqual(['clear']);
  });

  it('compares a share, and says nothing about too few events', () => {
    const ratio: AlertRule = {
      ...rule,
      of: { what: 'ratio', count: { measure: 'failure' }, among: { measure: 'operation' } },
      ...{ limit: 0.2, minEvents: 20 },
    };
    expect(signals(ratio, failing(5, 20))).toEqual(['breach']);
    expect(signals(ratio, failing(5, 19))).toEqual(['clear']);
    expect(signals(ratio, failing(1, 20))).toEqual(['clear']);
  });

  it('has no share and no duration of nothing, and a share of 0 without failures', () => {
    const ratio: AlertRule = {
      ...rule,
      of: { what: 'ratio', count: { measure: 'failure' }, among: { measure: 'operation' } },
    };
    const slow: AlertRule = {
      ...rule,
      of: { what: 'percentile', count: { measure: 'latency' }, share: 0.95 },
    };
    const nothing = { signal: 'clear', weight: 0, why: { value: 0, events: 0 } };
    expect(judged({ ...ratio, minEvents: 0 }, []).judgements).toMatchObject([nothing]);
    expect(judged({ ...slow, minEvents: 0 }, []).judgements).toMatchObject([nothing]);
    expect(judged(ratio, rows('operation', [1], 20)).judgements).toMatchObject([
      { signal: 'clear', weight: 0, why: { value: 0, events: 20 } },
    ]);
  });

  it('compares a percentile of durations', () => {
    const slow: AlertRule = {
      ...rule,
      of: { what: 'percentile', count: { measure: 'latency' }, share: 0.95 },
      limit: 1_000,
    };
    expect(signals(slow, durations(6))).toEqual(['breach']);
    expect(signals(slow, durations(4))).toEqual(['clear']);
  });

  it('can fire for a number that is too low, also for no event at all', () => {
    const few: AlertRule = { ...rule, is: 'below', limit: 5 };
    const earlier = rows('failure', [60], 9);
    expect(signals(few, earlier)).toEqual(['breach']);
    expect(signals(few, rows('failure', [1], 5))).toEqual(['between']);
    expect(signals(few, rows('failure', [1], 9))).toEqual(['clear']);
  });

  it('is too low where nothing was ever counted, and not too high', () => {
    const few: AlertRule = { ...rule, is: 'below', limit: 5 };
    expect(signals(few, [])).toEqual(['breach']);
    expect(signals(rule, [])).toEqual(['clear']);
  });

  it('is judged apart for each operation, and says where its sessions are', () => {
    const apart: AlertRule = { ...rule, per: ['operation', 'detail'] };
    const { judgements } = judged(apart, [
      ...rows('failure', [1], 20, { detail: 'TIMEOUT' }),
      ...rows('failure', [1], 2, { operation: 'character.save', detail: 'TIMEOUT' }),
    ]);
    expect(judgements.map(({ values, signal }) => [values.operation, signal])).toEqual([
      ['story.tell', 'breach'],
      ['character.save', 'clear'],
    ]);
    expect(judgements[0]?.reach).toMatchObject({
      operation: 'story.tell',
      code: 'TIMEOUT',
      from: NOW - 5 * MINUTE,
    });
  });
});
