import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, MINUTE, NOW, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';

describe('a new kind', () => {
  const rule: AlertRule = {
    ...base,
    kind: 'newKind',
    windowMs: HOUR,
    minEvents: 2,
    count: { measure: 'failure' },
  };
  const timeout = rows('failure', [1, 2], 1, { detail: 'TIMEOUT' });
  const conflict = rows('failure', [5], 2, { detail: 'CONFLICT' });

  it('learns at its first time what is there', () => {
    const first = judged(rule, timeout);
    expect(first.judgements.map(({ signal }) => signal)).toEqual(['clear']);
    expect(signals(rule, timeout, { memory: first.memory })).toEqual(['clear']);
  });

  it('fires for what comes later, for as long as it is new', () => {
    const { memory } = judged(rule, timeout);
    const second = judged(rule, [...timeout, ...conflict], { memory });
    expect(second.judgements.map(({ values, signal }) => [values.detail, signal])).toEqual([
      ['CONFLICT', 'breach'],
      ['TIMEOUT', 'clear'],
    ]);
    expect(second.judgements[0]?.why).toMatchObject({
      detail: 'CONFLICT',
      firstAt: NOW - 5 * MINUTE,
      events: 2,
    });
    const later = { memory: second.memory, now: NOW + HOUR };
    expect(signals(rule, [...timeout, ...conflict], later)).toEqual(['clear', 'clear']);
  });

  it('waits for enough of it', () => {
    const { memory } = judged(rule, timeout);
    const once = rows('failure', [5], 1, { detail: 'CONFLICT' });
    expect(signals(rule, once, { memory })).toEqual(['clear']);
  });

  it('begins anew when its memory cannot be read', () => {
    expect(signals(rule, timeout, { memory: 'broken' })).toEqual(['clear']);
  });
});
