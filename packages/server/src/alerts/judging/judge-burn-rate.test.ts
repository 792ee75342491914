import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, MINUTE, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { DEFAULT_BURN_WINDOWS } from './judge-burn-rate.ts';

const traffic = (bad: number, all: number, minutes: readonly number[]) => [
  ...rows('failure', minutes, bad),
  ...rows('operation', minutes, all),
];

describe('a burn rate', () => {
  const rule: AlertRule = {
    ...base,
    ...{ kind: 'burnRate', objective: 0.99 },
    bad: { measure: 'failure' },
    all: { measure: 'operation' },
  };

  it('fires when both windows certainly burn too fast', () => {
    const { judgements } = judged(rule, traffic(3, 10, range(0, 60)));
    expect(judgements[0]).toMatchObject({
      signal: 'breach',
      why: { factor: 14.4, windowMs: HOUR },
    });
    const { why } = judgements[0] ?? {};
    // Three in ten is 30 times the budget of one in a hundred. The lower bound is nearly as high.
    expect(why).toMatchObject({ burns: expect.closeTo(27, 0) as number });
  });

  it('says nothing of a burn that is over, although the long window still contains it', () => {
    const fast = { ...rule, windows: [{ factor: 14.4, longMs: HOUR, shortMs: 5 * MINUTE }] };
    const over = [...traffic(3, 10, range(10, 60)), ...traffic(0, 10, range(0, 9))];
    expect(signals(fast, over)).toEqual(['clear']);
    expect(signals(fast, traffic(3, 10, range(0, 60)))).toEqual(['breach']);
  });

  it('says nothing of two failures of four, however large their share', () => {
    expect(signals(rule, traffic(2, 4, [1]))).toEqual(['between']);
  });

  it('says nothing if chance explains the share', () => {
    // One of five in five minutes is 20 times the budget, and no evidence.
    expect(signals(rule, [...traffic(0, 5, range(6, 60)), ...traffic(1, 5, [1])])).toEqual([
      'between',
    ]);
  });

  it('notices a slow burn over days', () => {
    const slow = traffic(
      2,
      100,
      range(0, 72 * 60).filter((minute) => minute % 10 === 0),
    );
    expect(judged(rule, slow).judgements[0]).toMatchObject({
      signal: 'breach',
      why: { factor: 1 },
    });
  });

  it('is clear without any failure', () => {
    expect(signals(rule, traffic(0, 10, range(0, 60)))).toEqual(['clear']);
  });

  it('burns by default two per cent of a month in an hour, five in six hours, ten in three days', () => {
    const month = 30 * 24 * HOUR;
    const spent = DEFAULT_BURN_WINDOWS.map(({ factor, longMs }) => (factor * longMs) / month);
    expect(spent).toEqual([0.02, 0.05, 0.1]);
    expect(DEFAULT_BURN_WINDOWS.map(({ longMs }) => longMs / HOUR)).toEqual([1, 6, 72]);
    // The short window says that it still burns. It is a twelfth of the long one.
    expect(DEFAULT_BURN_WINDOWS.map(({ longMs, shortMs }) => longMs / shortMs)).toEqual([
      12, 12, 12,
    ]);
  });

  it('judges from `minEvents` on, which is 20', () => {
    expect(signals(rule, traffic(19, 19, [1]))).toEqual(['between']);
    expect(signals(rule, traffic(20, 20, [1]))).toEqual(['breach']);
    expect(signals({ ...rule, minEvents: 19 }, traffic(19, 19, [1]))).toEqual(['breach']);
  });

  it('needs more than chance explains, also of many events', () => {
    // Four of twenty are more than the 14.4 % that burn, and one time in three it is chance.
    const fast = { ...rule, windows: [{ factor: 14.4, longMs: HOUR, shortMs: 5 * MINUTE }] };
    expect(signals(fast, traffic(4, 20, [1]))).toEqual(['between']);
    expect(signals({ ...fast, confidence: 0.5 }, traffic(4, 20, [1]))).toEqual(['breach']);
  });

  it('does not burn at the limit or below it, however little certainty is asked', () => {
    const half = {
      ...rule,
      ...{ objective: 0.5, confidence: 0.1, minEvents: 1 },
      windows: [{ factor: 1, longMs: HOUR, shortMs: 5 * MINUTE }],
    };
    expect(signals(half, traffic(6, 10, [1]))).toEqual(['breach']);
    expect(signals(half, traffic(5, 10, [1]))).toEqual(['clear']);
    expect(signals(half, traffic(4, 10, [1]))).toEqual(['clear']);
  });

  it('is between while the last minutes burn, of however few events', () => {
    expect(signals(rule, traffic(1, 1, [1]))).toEqual(['between']);
  });

  it('counts no more failures than operations', () => {
    const more = [...rows('failure', [1], 50), ...rows('operation', [1], 25)];
    expect(judged(rule, more).judgements[0]?.why).toMatchObject({
      ...{ kind: 'burnRate', bad: 25, all: 25, objective: 0.99 },
    });
  });

  it('is judged for each operation apart, with the failures of its own', () => {
    const given = [
      ...traffic(30, 30, [1]),
      ...rows('operation', [1], 30, { operation: 'story.save' }),
    ];
    const each = judged({ ...rule, per: ['operation'] }, given).judgements;
    expect(each.map(({ values, signal }) => [values.operation, signal])).toEqual([
      ['story.tell', 'breach'],
      ['story.save', 'clear'],
    ]);
    expect(each[1]?.why).toMatchObject({ burns: 0, bad: 0, all: 30 });
  });
});
