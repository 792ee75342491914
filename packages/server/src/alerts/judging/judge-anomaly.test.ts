import { describe, expect, it } from 'vitest';
import { base, judged, MINUTE, NOW, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';

describe('an anomaly', () => {
  const rule: AlertRule = {
    ...base,
    ...{ kind: 'anomaly', stepMs: 5 * MINUTE },
    count: { measure: 'failure' },
  };
  // Three usual days: four to six failures in five minutes.
  const usual = range(5, 3 * 24 * 60)
    .filter((minute) => minute % 5 === 0)
    .flatMap((minute) => rows('failure', [minute], 4 + (minute % 3)));
  const burst = rows('failure', [5], 60);

  it('judges each step once, when it has ended', () => {
    const first = judged(rule, usual);
    expect(first.judgements[0]?.signal).toBe('clear');
    expect(first.memory).toMatchObject({ series: { '': { until: NOW } } });
    const { memory } = first;
    expect(judged(rule, usual, { memory, now: NOW + 4 * MINUTE }).memory).toBeUndefined();
    const later = judged(rule, usual, { memory, now: NOW + 5 * MINUTE });
    expect(later.memory).toMatchObject({ series: { '': { until: NOW + 5 * MINUTE } } });
  });

  it('fires for as long as its last step is unusual, and says what would be usual', () => {
    const { judgements, memory } = judged(rule, [...usual, ...burst]);
    expect(judgements[0]).toMatchObject({ signal: 'breach', why: { is: 'above' } });
    const { why } = judgements[0] ?? {};
    expect(why).toMatchObject({ expected: expect.closeTo(5, 0) as number });
    expect(signals(rule, [...usual, ...burst], { memory })).toEqual(['breach']);
    expect(signals({ ...rule, is: 'below' }, [...usual, ...burst])).toEqual(['clear']);
    expect(signals({ ...rule, is: 'either' }, [...usual, ...burst])).toEqual(['breach']);
  });

  it('begins anew when its memory cannot be read', () => {
    expect(signals(rule, [...usual, ...burst], { memory: 'broken' })).toEqual(['breach']);
  });

  it('says nothing of a series that it has not seen for a day', () => {
    expect(signals(rule, rows('failure', [1, 6, 11], 90))).toEqual(['clear']);
  });
});
