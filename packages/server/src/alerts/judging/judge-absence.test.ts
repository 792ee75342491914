import { describe, expect, it } from 'vitest';
import { base, HOUR, MINUTE, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';

describe('absence', () => {
  const rule: AlertRule = {
    ...base,
    ...{ kind: 'absence', windowMs: 10 * MINUTE, beforeMs: HOUR, minEvents: 20 },
    count: { measure: 'report' },
  };
  it('fires when reports that came before stop', () => {
    expect(signals(rule, rows('report', range(11, 60), 1))).toEqual(['breach']);
    expect(signals(rule, rows('report', range(9, 60), 1))).toEqual(['clear']);
  });
  it('says nothing if little came before', () => {
    expect(signals(rule, rows('report', range(11, 20), 1))).toEqual(['clear']);
  });
});
