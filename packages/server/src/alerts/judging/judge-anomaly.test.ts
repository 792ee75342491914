import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, MINUTE, NOW, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { LEARNING_MS } from './judge-anomaly.ts';

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

  it('judges each step once, after its end', () => {
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

  it('does not fire on for as long as the clock was set back', () => {
    const { memory } = judged(rule, [...usual, ...burst]);
    const back = { memory, now: NOW - 6 * 60 * MINUTE };
    expect(signals(rule, [...usual, ...burst], back)).toEqual(['clear']);
  });

  it('learns a step of a minute from minutes only, and never from five that were added up', () => {
    const day = 24 * 60;
    const counts = [
      ...rows('failure', range(1, day), 1),
      ...range(1, 2 * (day / 5)).flatMap((place) => rows('failure', [day + 5 * place], 5)),
    ];
    const { memory } = judged({ ...rule, stepMs: MINUTE }, counts);
    expect(memory).toMatchObject({ series: { '': { state: { seen: day } } } });
    expect(judged(rule, counts).memory).toMatchObject({
      series: { '': { state: { seen: (3 * day) / 5 } } },
    });
  });

  it('begins anew when its memory cannot be read', () => {
    expect(signals(rule, [...usual, ...burst], { memory: 'broken' })).toEqual(['breach']);
  });

  it.each([
    ['nothing', null],
    ['a time that is none', { until: 'soon' }],
    ['the state of another version', { until: NOW, state: { kind: 'count', at: NOW, seen: 9 } }],
    ['no reason', { until: NOW, why: null }],
  ])('learns a series anew whose memory has %s, and only this one', (_, broken) => {
    const each: AlertRule = { ...rule, per: ['operation'] };
    const given = [...usual, ...burst, ...rows('failure', [5], 1, { operation: 'story.save' })];
    const { memory } = judged(each, given);
    const { series } = memory as { readonly series: Readonly<Record<string, unknown>> };
    const damaged = { series: { ...series, 'story.tell': broken } };
    const again = judged(each, given, { memory: damaged });
    expect(again.judgements[0]?.signal).toBe('breach');
    expect(again.memory).toEqual(memory);
  });

  it('says nothing about a series without a count for a day', () => {
    expect(signals(rule, rows('failure', [1, 6, 11], 90))).toEqual(['clear']);
  });

  it('learns from the last eight days, in steps of five minutes', () => {
    expect(LEARNING_MS).toBe(8 * 24 * HOUR);
    const { stepMs: _, ...plain } = rule;
    const { judgements, memory } = judged(plain, usual, { now: NOW + 4 * MINUTE });
    expect(judgements[0]?.why).toMatchObject({ stepMs: 5 * MINUTE });
    expect(memory).toMatchObject({ series: { '': { until: NOW } } });
  });

  it('says zero of everything while nothing is unusual', () => {
    expect(judged(rule, usual).judgements[0]).toMatchObject({
      weight: 0,
      why: { kind: 'anomaly', is: 'above', value: 0, expected: 0, score: 0 },
    });
  });

  it('weighs as much as it deviates, and fires from `minEvents` on', () => {
    const given = [...usual, ...burst];
    const [judgement] = judged({ ...rule, minEvents: 66 }, given).judgements;
    expect(judgement).toMatchObject({ signal: 'breach', why: { value: 66 } });
    expect(judgement?.weight).toBeGreaterThan(3);
    expect(judgement?.why).toMatchObject({ score: judgement?.weight });
    expect(signals({ ...rule, minEvents: 67 }, given)).toEqual(['clear']);
  });

  it('fires for counts that fall away, however few events there are', () => {
    const busy = range(10, 3 * 24 * 60)
      .filter((minute) => minute % 5 === 0)
      .flatMap((minute) => rows('failure', [minute], 100 + (minute % 3)));
    const below: AlertRule = { ...rule, is: 'below', minEvents: 50 };
    expect(judged(below, busy).judgements[0]).toMatchObject({
      signal: 'breach',
      why: { is: 'below', value: 0 },
    });
    expect(signals({ ...rule, minEvents: 50 }, busy)).toEqual(['clear']);
  });

  it('remembers a series that came within a step, beside those that it has judged', () => {
    const each: AlertRule = { ...rule, per: ['operation'] };
    const { memory } = judged(each, usual);
    const other = rows('failure', [-1], 1, { operation: 'story.save' });
    const later = judged(each, [...usual, ...other], { memory, now: NOW + 2 * MINUTE });
    expect(later.memory).toMatchObject({
      series: { 'story.tell': { until: NOW }, 'story.save': { until: NOW } },
    });
  });
});
