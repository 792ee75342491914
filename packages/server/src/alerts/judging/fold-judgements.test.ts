import { describe, expect, it } from 'vitest';
import { base } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import { foldJudgements } from './fold-judgements.ts';
import type { Judgement, Signal } from './judgement.ts';

const custom: AlertRule = { ...base, kind: 'custom', judge: 'busy', windowMs: 1 };
const says = (
  signal: Signal,
  weight: number,
  values: Judgement['values'] = {},
  text = '',
): Judgement => ({ signal, weight, values, why: { kind: 'custom', text } });
const one = (...judgements: readonly Judgement[]) =>
  [...foldJudgements(custom, judgements).values()][0];

const of = (operation: string, detail: string): Judgement =>
  says('breach', 1, { operation, detail, release: '1' });

describe('judgements of one alert', () => {
  it.each<[Signal, Signal, Signal]>([
    ['clear', 'between', 'between'],
    ['between', 'clear', 'between'],
    ['between', 'breach', 'breach'],
    ['breach', 'between', 'breach'],
    ['clear', 'breach', 'breach'],
    ['breach', 'clear', 'breach'],
  ])('%s and %s are %s, whatever they weigh', (first, second, signal) => {
    for (const weights of [
      [1, 9],
      [9, 1],
      [5, 5],
    ] as const) {
      const verdict = one(says(first, weights[0]), says(second, weights[1]));
      expect(verdict).toMatchObject({ signal, worst: { signal }, also: 0 });
    }
  });

  it('are told by the heaviest, and by the first of equal ones', () => {
    const light = says('breach', 1, {}, 'light');
    const heavy = says('breach', 2, {}, 'heavy');
    expect(one(light, heavy)?.worst).toBe(heavy);
    expect(one(heavy, light)?.worst).toBe(heavy);
    expect(one(heavy, says('breach', 2, {}, 'as heavy'))?.worst).toBe(heavy);
  });

  it('count the others whose condition holds as well', () => {
    const breach = says('breach', 1);
    expect(one(breach)?.also).toBe(0);
    expect(one(breach, says('between', 1), breach, says('clear', 1), breach)?.also).toBe(2);
    expect(one(says('clear', 1), breach)?.also).toBe(0);
  });
});

it('judgements are one alert where they have equal values of `groupBy`, and `per` where there is none', () => {
  const judgements = ['a', 'b'].flatMap((operation) =>
    ['1', '2'].map((release) => says('breach', 1, { operation, release })),
  );
  const names = (rule: Partial<AlertRule>) =>
    [...foldJudgements({ ...custom, ...rule } as AlertRule, judgements).values()].map(
      ({ fingerprint, values }) => [fingerprint, values],
    );
  expect(names({})).toEqual([['r', {}]]);
  expect(names({ per: ['operation', 'release'], groupBy: ['operation'] })).toEqual([
    ['r|operation=a', { operation: 'a' }],
    ['r|operation=b', { operation: 'b' }],
  ]);
  expect(names({ per: ['release'] }).map(([name]) => name)).toEqual(['r|release=1', 'r|release=2']);
});

it('each new kind is a separate alert', () => {
  const rule: AlertRule = {
    ...base,
    ...{ kind: 'newKind', windowMs: 1, count: { measure: 'failure' } },
  };
  const verdicts = foldJudgements(rule, [of('a', 'x'), of('a', 'y'), of('b', 'x'), of('a', 'x')]);
  expect([...verdicts.keys()]).toEqual([
    'r|operation=a|detail=x|release=1',
    'r|operation=a|detail=y|release=1',
    'r|operation=b|detail=x|release=1',
  ]);
});

it('a value that a judgement does not have is empty', () => {
  const rule: AlertRule = { ...custom, per: ['operation'] };
  expect([...foldJudgements(rule, [says('clear', 0)]).values()][0]).toMatchObject({
    fingerprint: 'r|operation=',
    values: { operation: '' },
  });
});
