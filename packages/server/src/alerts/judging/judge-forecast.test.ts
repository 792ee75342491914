import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, NOW, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';

const hours = (count: number) =>
  range(1, count).flatMap((hour) => rows('cost', [hour * 60 - 1], 5));

describe('a forecast', () => {
  // A day that began twelve hours ago; 5 an hour were spent for ten days.
  const rule: AlertRule = {
    ...base,
    ...{ kind: 'forecast', limit: 100, periodMs: 24 * HOUR, startsAt: NOW - 12 * HOUR },
    count: { measure: 'cost' },
  };
  const uneven = range(1, 240).flatMap((hour) => rows('cost', [hour * 60 - 1], hour % 11));
  const spent = hours(240);

  it('fires when the limit will be passed before the period ends', () => {
    expect(judged(rule, spent).judgements[0]).toMatchObject({
      signal: 'breach',
      why: {
        ...{ spent: 60, limit: 100, endsAt: NOW + 12 * HOUR },
        expected: expect.closeTo(120, -1) as number,
      },
    });
  });

  it('is clear when it will not be passed', () => {
    expect(signals({ ...rule, limit: 200 }, spent)).toEqual(['clear']);
  });

  it('neither begins nor ends while the limit lies within the range', () => {
    const { why } = judged(rule, uneven).judgements[0] ?? {};
    if (why?.kind !== 'forecast') throw new Error('This is no forecast.');
    const limit = (why.expected + why.high) / 2;
    expect(signals({ ...rule, limit }, uneven)).toEqual(['between']);
  });

  it('counts periods from 1970 on where the rule names no beginning', () => {
    const { startsAt: _, ...daily } = rule;
    // Now it is four o'clock in the afternoon.
    expect(judged(daily, spent).judgements[0]?.why).toMatchObject({
      ...{ spent: 80, endsAt: NOW + 8 * HOUR },
    });
  });

  it('weighs the whole cost where nothing may be spent, and the share of any other limit', () => {
    expect(judged({ ...rule, limit: 0 }, hours(12)).judgements[0]).toMatchObject({
      ...{ signal: 'breach', weight: 60 },
    });
    expect(judged({ ...rule, limit: 120 }, hours(12)).judgements[0]).toMatchObject({ weight: 0.5 });
  });

  it('says nothing until enough is spent for a judgement', () => {
    expect(signals({ ...rule, limit: 10, minEvents: 61 }, hours(12))).toEqual(['clear']);
    expect(signals({ ...rule, limit: 10, minEvents: 60 }, hours(12))).toEqual(['breach']);
    const { why } = judged(rule, uneven).judgements[0] ?? {};
    if (why?.kind !== 'forecast') throw new Error('This is no forecast.');
    const between = { ...rule, limit: (why.expected + why.high) / 2 };
    expect(signals({ ...between, minEvents: 1e6 }, uneven)).toEqual(['clear']);
  });

  it('compares only the money spent while it knows less than three days', () => {
    expect(signals(rule, hours(12))).toEqual(['clear']);
    expect(signals({ ...rule, limit: 60 }, hours(12))).toEqual(['breach']);
  });
});
