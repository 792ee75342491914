import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, MINUTE, NOW, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';

const kinds = (from: number, to: number) =>
  range(from, to).flatMap((kind) => rows('failure', [5], 2, { detail: `CODE_${kind}` }));

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

  it.each(['constructor', 'toString', '__proto__'])('fires for an operation named %s', (name) => {
    const byOperation: AlertRule = { ...rule, per: ['operation'] };
    const { memory } = judged(byOperation, timeout);
    const named = [...timeout, ...rows('failure', [5], 2, { operation: name })];
    const second = judged(byOperation, named, { memory });
    expect(second.judgements.map(({ signal }) => signal)).toEqual(['breach', 'clear']);
    const kept: unknown = JSON.parse(JSON.stringify(second.memory));
    expect(signals(byOperation, named, { memory: kept, now: NOW + HOUR })).toEqual([
      'clear',
      'clear',
    ]);
  });

  it('calls no kind new that it knows, however many are counted', () => {
    const all = kinds(1, 6_000);
    const first = judged(rule, all);
    const again = judged(rule, [...all, ...conflict], { memory: first.memory });
    const isNew = again.judgements.filter(({ signal }) => signal === 'breach');
    expect(isNew.map(({ values }) => values.detail)).toEqual(['CONFLICT']);
    expect(signals(rule, all, { memory: again.memory })).not.toContain('breach');
  });

  it('forgets kinds that are counted no more before those that are', () => {
    const first = judged(rule, kinds(1, 4_000));
    const second = judged(rule, kinds(3_001, 7_000), { memory: first.memory });
    const known = Object.keys((second.memory as { readonly known: object }).known);
    expect(known).toHaveLength(5_000);
    expect(known.filter((kind) => !kind.includes('CODE_'))).toEqual([]);
    expect(signals(rule, kinds(3_001, 4_000), { memory: second.memory })).not.toContain('breach');
  });

  it('begins anew when its memory cannot be read', () => {
    expect(signals(rule, timeout, { memory: 'broken' })).toEqual(['clear']);
  });
});
