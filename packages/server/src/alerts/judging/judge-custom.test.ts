import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, rows } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import type { CustomJudge } from './custom-judge.ts';
import type { JudgingContext } from './judging-context.ts';

const rule: AlertRule = {
  ...base,
  kind: 'custom',
  judge: 'busy',
  windowMs: HOUR,
  options: { limit: 3 },
};
const giving = (given: unknown): Record<string, CustomJudge> => ({
  busy: { measures: [], judge: () => given as ReturnType<CustomJudge['judge']> },
});
const good = { values: {}, signal: 'breach', text: 'Busy.' };

describe('a rule of the app', () => {
  it('is a function over the same windows', () => {
    const judges: JudgingContext['judges'] = {
      busy: {
        measures: ['request'],
        judge: (windows, now, { options }) => {
          const count = windows.sum({ measure: 'request' }, now - HOUR, now);
          const isBusy = count > (options as { limit: number }).limit;
          return [{ values: {}, signal: isBusy ? 'breach' : 'clear', text: `${count} requests.` }];
        },
      },
    };
    expect(judged(rule, rows('request', [5], 4), { judges }).judgements).toEqual([
      { values: {}, signal: 'breach', weight: 0, why: { kind: 'custom', text: '4 requests.' } },
    ]);
  });

  it.each(['busy', 'constructor', '__proto__'])(
    'cannot be judged when the app has no function %s',
    (name) => {
      expect(() => judged({ ...rule, judge: name }, [])).toThrow(
        expect.objectContaining({
          code: 'DEFECT',
          details: { remedy: expect.stringContaining(`the function ${name}, which is not in`) },
        }) as Error,
      );
    },
  );

  it.each([
    ['a promise', Promise.resolve([]), 'no list'],
    ['nothing', undefined, 'no list'],
    ['no judgement', [null], '`signal`'],
    ['an unknown signal', [{ ...good, signal: 'bad' }], '`signal`'],
    ['a weight that is no number', [{ ...good, weight: Number.NaN }], '`weight`'],
    ['no sentence', [{ ...good, text: undefined }], '`text`'],
    ['no values', [{ ...good, values: undefined }], '`values`'],
    ['half of a letter', [{ ...good, values: { operation: '\uD83D' } }], '`values`'],
    ['a value as long as a page', [{ ...good, values: { detail: 'x'.repeat(201) } }], '`values`'],
    ['values that are no texts', [{ ...good, values: { operation: 5 } }], '`values`'],
    ['values that are null', [{ ...good, values: null }], '`values`'],
    ['a value that no alert has', [{ ...good, values: { region: 'north' } }], '`values`'],
    ['a reach without an end', [{ ...good, reach: { from: 1 } }], '`reach`'],
    ['a reach without times', [{ ...good, reach: { from: Number.NaN, to: 1 } }], '`reach`'],
  ])('cannot be judged when its function gives %s', (_, given, part) => {
    expect(() => judged(rule, [], { judges: giving(given) })).toThrow(
      expect.objectContaining({
        code: 'DEFECT',
        details: { remedy: expect.stringContaining(part) },
      }) as Error,
    );
  });

  it('has the values, the weight and the reach that its function gives', () => {
    const given = {
      ...{ ...good, weight: 3, values: { operation: 'a', detail: 'b', release: '1' } },
      reach: { from: 1, to: 2, code: 'TIMEOUT' },
    };
    const { text, ...others } = given;
    expect(judged(rule, [], { judges: giving([given]) }).judgements).toEqual([
      { ...others, why: { kind: 'custom', text } },
    ]);
  });

  it('tells the beginning of a sentence that is too long for a notice', () => {
    const judges = giving([{ ...good, text: `x${'🔥'.repeat(1_000_000)}` }]);
    expect(judged(rule, [], { judges }).judgements[0]?.why).toEqual({
      kind: 'custom',
      text: `x${'🔥'.repeat(499)}\uFFFD`,
    });
  });
});
