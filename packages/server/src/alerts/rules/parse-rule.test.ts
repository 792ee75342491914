import { Failure, isFailure } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import { alertRuleSchema, parseRule, parseRules } from './parse-rule.ts';

const base = { id: 'stories-fail', title: 'Stories fail', severity: 'critical' };
const failure = { measure: 'failure' };
const good = {
  threshold: {
    ...base,
    kind: 'threshold',
    of: {
      what: 'ratio',
      count: { measure: 'failure', operation: ['a', 'b'] },
      among: { measure: 'operation' },
    },
    windowMs: 300_000,
    is: 'above',
    limit: 0.1,
    per: ['operation', 'release'],
    groupBy: ['operation'],
    runbook: 'NETWORK_ERROR',
  },
  burnRate: {
    ...base,
    kind: 'burnRate',
    bad: failure,
    all: { measure: 'operation' },
    objective: 0.99,
  },
  absence: {
    ...base,
    kind: 'absence',
    count: { measure: 'report' },
    windowMs: 600_000,
    beforeMs: 3_600_000,
  },
  newKind: {
    ...base,
    ...{ kind: 'newKind', count: failure, windowMs: 3_600_000, groupBy: ['operation'] },
  },
  anomaly: { ...base, kind: 'anomaly', count: failure, is: 'either' },
  forecast: {
    ...base,
    kind: 'forecast',
    count: { measure: 'cost' },
    limit: 1_000,
    periodMs: 86_400_000,
  },
  custom: {
    ...base,
    kind: 'custom',
    judge: 'slow-and-failing',
    windowMs: 60_000,
    options: { any: [1] },
  },
};

function issuesOf(
  given: unknown,
): readonly { readonly pointer: string; readonly message: string }[] {
  try {
    parseRule(given);
  } catch (error) {
    if (isFailure(error, 'REQUEST_INVALID')) return error.details.issues;
    throw error;
  }
  return [];
}
const pointers = (given: unknown): readonly string[] =>
  issuesOf(given).map(({ pointer }) => pointer);

describe('a rule from outside', () => {
  it.each(Object.entries(good))('can be of the kind %s', (_, rule) => {
    expect(parseRule(rule)).toEqual(rule);
  });

  it.each<[string, unknown, readonly string[]]>([
    ['no object', 'threshold', ['']],
    ['an unknown kind', { ...base, kind: 'weather' }, ['/kind']],
    ['no id and no title', { ...good.newKind, id: 'a b', title: '' }, ['/id', '/title']],
    ['a title of two lines', { ...good.newKind, title: 'one\ntwo' }, ['/title']],
    ['an unknown severity', { ...good.newKind, severity: 'awful' }, ['/severity']],
    ['a misspelt member', { ...good.newKind, windowMS: 1 }, ['/windowMS']],
    ['times that are no times', { ...good.newKind, forMs: -1, keepMs: '5' }, ['/forMs', '/keepMs']],
    [
      'groups that are not judged apart',
      { ...good.newKind, per: ['operation'], groupBy: ['release'] },
      ['/groupBy'],
    ],
    ['a dimension twice', { ...good.newKind, per: ['release', 'release'] }, ['/per']],
    ['a window below a minute', { ...good.newKind, windowMs: 1_000 }, ['/windowMs']],
    [
      'an unknown measure',
      { ...good.newKind, count: { measure: 'mood', detail: [] } },
      ['/count/measure', '/count/detail'],
    ],
    ['no selector', { ...good.newKind, count: 'failure' }, ['/count']],
    [
      'a percentile of what has no duration',
      { ...good.threshold, of: { what: 'percentile', count: failure, share: 2 } },
      ['/of/count/measure', '/of/share'],
    ],
    [
      'a ratio among nothing',
      { ...good.threshold, of: { what: 'ratio', count: failure } },
      ['/of/among'],
    ],
    ['a calm limit beyond the limit', { ...good.threshold, clearLimit: 0.2 }, ['/clearLimit']],
    [
      'a runbook with a password',
      { ...good.newKind, runbook: 'https://mara:secret@docs.example/' },
      ['/runbook'],
    ],
    ['a threshold of nothing', { ...good.threshold, of: undefined }, ['/of']],
    [
      'a calm limit below one that counts may not fall below',
      { ...good.threshold, is: 'below', limit: 5, clearLimit: 4 },
      ['/clearLimit'],
    ],
    ['a calm limit that is no number', { ...good.threshold, clearLimit: '1' }, ['/clearLimit']],
    ['a side that there is not', { ...good.anomaly, is: 'beside' }, ['/is']],
    ['a word for off', { ...good.newKind, off: 'yes' }, ['/off']],
    [
      'a runbook with a long address',
      { ...good.newKind, runbook: `/${'x'.repeat(2_000)}` },
      ['/runbook'],
    ],
    ['a runbook that is no page', { ...good.newKind, runbook: 'ask mara' }, ['/runbook']],
    ['a step of two days', { ...good.anomaly, stepMs: 172_800_000 }, ['/stepMs']],
    ['a limit that nothing is below', { ...good.threshold, is: 'below', limit: 0 }, ['/limit']],
    ['an objective of all', { ...good.burnRate, objective: 1 }, ['/objective']],
    [
      'a burn that cannot be',
      {
        ...good.burnRate,
        objective: 0.9,
        windows: [{ factor: 14.4, longMs: 3_600_000, shortMs: 300_000 }],
      },
      ['/windows/0/factor'],
    ],
    ['windows that are none', { ...good.burnRate, windows: [] }, ['/windows']],
  ])('is refused with %s', (_, rule, found) => {
    expect(pointers(rule)).toEqual(found);
  });

  it('says for each wrong member what it must be', () => {
    expect(issuesOf({ ...good.absence, windowMs: 5 })).toEqual([
      {
        pointer: '/windowMs',
        message: expect.stringMatching(/^must be a number from 60000 to \d+$/) as string,
      },
    ]);
  });

  it('is refused in a list by its place, and if another rule has its id', () => {
    const list = [good.newKind, good.absence];
    expect(() => parseRules(list)).toThrow(
      expect.objectContaining({
        details: { issues: [{ pointer: '/1/id', message: 'must differ from the ids before' }] },
      }) as Error,
    );
    expect(() => parseRules({})).toThrow(Failure);
    expect(() => parseRules(['threshold'])).toThrow(
      expect.objectContaining({
        details: { issues: [{ pointer: '/0', message: 'must be an object' }] },
      }) as Error,
    );
    expect(parseRules([good.newKind, { ...good.absence, id: 'other' }])).toHaveLength(2);
  });

  it('has room in a list of 1000 rules', () => {
    const rules = Array.from({ length: 1001 }, (_, place) => ({
      ...good.newKind,
      id: `r${place}`,
    }));
    expect(parseRules(rules.slice(1))).toHaveLength(1000);
    expect(() => parseRules(rules)).toThrow(
      expect.objectContaining({
        details: { issues: [{ pointer: '', message: 'must have at most 1000 rules' }] },
      }) as Error,
    );
  });

  it('may have its calm limit on the limit itself, or on its quiet side', () => {
    const below = { ...good.threshold, is: 'below', limit: 5 };
    expect([5, 6].flatMap((clearLimit) => pointers({ ...below, clearLimit }))).toEqual([]);
    const above = { ...good.threshold, limit: 5 };
    expect([5, 4].flatMap((clearLimit) => pointers({ ...above, clearLimit }))).toEqual([]);
  });

  it('may find series that rise, fall, or do either, and either where it names no side', () => {
    const sides = ['above', 'below', 'either', undefined];
    expect(sides.flatMap((is) => pointers({ ...good.anomaly, is }))).toEqual([]);
  });

  it('is checked by `readJson` as by any schema', async () => {
    const { validate } = alertRuleSchema['~standard'];
    expect(await validate(good.custom)).toEqual({ value: good.custom });
    expect(await validate({ ...good.custom, judge: '' })).toMatchObject({
      issues: [{ path: ['judge'] }],
    });
  });
});
