import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';
import type { JudgingContext } from './judging-context.ts';

describe('a rule of the app', () => {
  const rule: AlertRule = {
    ...base,
    kind: 'custom',
    judge: 'busy',
    windowMs: HOUR,
    options: { limit: 3 },
  };
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
  it('says nothing when the app has no such function', () => {
    expect(signals(rule, [])).toEqual([]);
  });
});
