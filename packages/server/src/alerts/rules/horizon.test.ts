import { expect, it } from 'vitest';
import { base, HOUR, MINUTE } from '../../../test/judge-rows.ts';
import type { AlertRule } from './alert-rule.ts';
import { horizonsOf } from './horizon.ts';

const DAY = 24 * HOUR;
const count = { measure: 'failure' } as const;
const windowMs = 10 * MINUTE;
const rule = (more: object): AlertRule => ({ ...base, ...more }) as AlertRule;
const spans = (...rules: readonly AlertRule[]) =>
  Object.fromEntries(
    horizonsOf(rules, { busy: { measures: ['request', 'error'], judge: () => [] } }),
  );

it.each<[string, AlertRule, Record<string, number>]>([
  [
    'a count',
    rule({ kind: 'threshold', windowMs, of: { what: 'count', count } }),
    { failure: windowMs },
  ],
  [
    'a ratio',
    rule({
      ...{ kind: 'threshold', windowMs },
      of: { what: 'ratio', count, among: { measure: 'operation' } },
    }),
    { failure: windowMs, operation: windowMs },
  ],
  [
    'a burn rate',
    rule({ kind: 'burnRate', bad: count, all: { measure: 'operation' } }),
    { failure: 3 * DAY, operation: 3 * DAY },
  ],
  [
    'a burn rate with windows of its own',
    rule({
      ...{ kind: 'burnRate', bad: count, all: count },
      windows: [
        { factor: 1, longMs: HOUR, shortMs: MINUTE },
        { factor: 1, longMs: MINUTE, shortMs: 2 * HOUR },
      ],
    }),
    { failure: 2 * HOUR },
  ],
  [
    'an absence',
    rule({ kind: 'absence', windowMs, beforeMs: DAY, count }),
    { failure: windowMs + DAY },
  ],
  ['a new kind', rule({ kind: 'newKind', windowMs, count }), { failure: windowMs }],
  ['an anomaly', rule({ kind: 'anomaly', count }), { failure: 8 * DAY }],
  ['a forecast', rule({ kind: 'forecast', periodMs: 7 * DAY, count }), { failure: 28 * DAY }],
  ['a long forecast', rule({ kind: 'forecast', periodMs: 30 * DAY, count }), { failure: 30 * DAY }],
  [
    'a rule of the app',
    rule({ kind: 'custom', judge: 'busy', windowMs }),
    { request: windowMs, error: windowMs },
  ],
  [
    'a rule of the app that it no longer has',
    rule({ kind: 'custom', judge: 'gone', windowMs }),
    {},
  ],
])('%s looks back as far as its windows reach', (_, one, expected) => {
  expect(spans(one)).toEqual(expected);
});

it('the rule that looks back furthest decides for its measure', () => {
  const short = rule({ kind: 'newKind', windowMs, count });
  const long = rule({ kind: 'newKind', windowMs: DAY, count });
  expect(spans(short, long)).toEqual({ failure: DAY });
  expect(spans(long, short)).toEqual({ failure: DAY });
});

it.each<[string, AlertRule]>([
  ['of another version', rule({ kind: 'threshold', windowMs })],
  ['of an unknown kind', rule({ kind: 'trend', windowMs })],
  ['without its window', rule({ kind: 'newKind', count })],
  ['whose function names no measures', rule({ kind: 'custom', judge: 'broken', windowMs })],
  [
    'whose function is a member of every object',
    rule({ kind: 'custom', judge: 'toString', windowMs }),
  ],
])('a rule %s looks nowhere, and takes nothing from the others', (_, broken) => {
  const whole = rule({ kind: 'newKind', windowMs, count });
  const judges = { broken: { measures: 5 as never, judge: () => [] } };
  expect([...horizonsOf([broken, whole, broken], judges)]).toEqual([['failure', windowMs]]);
});
