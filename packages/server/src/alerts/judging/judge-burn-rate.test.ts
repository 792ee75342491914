import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, MINUTE, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';

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

  it('fires when both windows burn for sure', () => {
    const { judgements } = judged(rule, traffic(3, 10, range(0, 60)));
    expect(judgements[0]).toMatchObject({
      signal: 'breach',
      why: { factor: 14.4, windowMs: HOUR },
    });
    const { why } = judgements[0] ?? {};
    // Three in ten is 30 times the budget of one in a hundred; that much is not sure, but nearly.
    expect(why).toMatchObject({ burns: expect.closeTo(27, 0) as number });
  });

  it('says nothing of a burn that is over, although the long window still has it', () => {
    const fast = { ...rule, windows: [{ factor: 14.4, longMs: HOUR, shortMs: 5 * MINUTE }] };
    const over = [...traffic(3, 10, range(10, 60)), ...traffic(0, 10, range(0, 9))];
    expect(signals(fast, over)).toEqual(['clear']);
    expect(signals(fast, traffic(3, 10, range(0, 60)))).toEqual(['breach']);
  });

  it('says nothing of two failures of four, however large their share', () => {
    expect(signals(rule, traffic(2, 4, [1]))).toEqual(['between']);
  });

  it('says nothing where chance explains the share', () => {
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
});
