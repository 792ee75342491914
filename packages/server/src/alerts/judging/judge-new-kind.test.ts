import { describe, expect, it } from 'vitest';
import { base, HOUR, judged, MINUTE, NOW, range, rows, signals } from '../../../test/judge-rows.ts';
import type { AlertRule } from '../rules/alert-rule.ts';

const kinds = (from: number, to: number) =>
  range(from, to).flatMap((kind) => rows('failure', [5], 2, { detail: `CODE_${kind}` }));
const conflictAt = (minute: number) => rows('failure', [minute], 1, { detail: 'CONFLICT' });

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

  it('learns the kinds that exist at its first judgement', () => {
    const first = judged(rule, timeout);
    expect(first.judgements.map(({ signal }) => signal)).toEqual(['clear']);
    expect(signals(rule, timeout, { memory: first.memory })).toEqual(['clear']);
  });

  it('fires for a kind that comes later, for as long as it is new', () => {
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

  it('waits until the kind has `minEvents`', () => {
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

  it.each([null, 'broken'])('begins anew when it remembers %j as the kinds', (known) => {
    expect(signals(rule, timeout, { memory: { known } })).toEqual(['clear']);
  });

  it('remembers that it has begun, also where nothing was counted, and writes nothing that it knows', () => {
    const { memory } = judged(rule, []);
    expect(memory).toEqual({ known: {} });
    expect(signals(rule, conflict, { memory })).toEqual(['breach']);
    const learnt = judged(rule, timeout).memory;
    expect(judged(rule, timeout, { memory: learnt })).not.toHaveProperty('memory');
  });

  it('is an operation, a code and a release that were not counted together before', () => {
    const { memory } = judged(rule, timeout);
    const others = [
      ...rows('failure', [5], 2, { detail: 'TIMEOUT', operation: 'story.save' }),
      ...rows('failure', [5], 2, { detail: 'TIMEOUT', release: '2' }),
    ];
    expect(judged(rule, [...timeout, ...others], { memory }).judgements).toMatchObject([
      { signal: 'breach', why: { operation: 'story.save', detail: 'TIMEOUT', release: '1' } },
      { signal: 'breach', why: { operation: 'story.tell', detail: 'TIMEOUT', release: '2' } },
      { signal: 'clear', why: { operation: 'story.tell', detail: 'TIMEOUT', release: '1' } },
    ]);
  });

  it('has only the values that the rule tells apart', () => {
    const { memory } = judged({ ...rule, per: ['detail'] }, timeout);
    const other = rows('failure', [5], 2, { detail: 'TIMEOUT', operation: 'story.save' });
    const { judgements } = judged({ ...rule, per: ['detail'] }, [...timeout, ...other], { memory });
    expect(judgements).toMatchObject([
      { signal: 'clear', why: { kind: 'newKind', operation: '', detail: 'TIMEOUT', release: '' } },
    ]);
    expect(judged({ ...rule, per: ['release'] }, timeout).judgements[0]?.why).toMatchObject({
      ...{ detail: '', release: '1' },
    });
  });

  it('fires for one event by default, from the first minute of the window on', () => {
    const { minEvents: _, ...once } = rule;
    const { memory } = judged(once, timeout);
    expect(signals(once, conflictAt(60), { memory })).toEqual(['breach']);
    expect(signals(once, conflictAt(61), { memory })).toEqual([]);
  });

  it('counts only the events of the window', () => {
    const { memory } = judged(rule, rows('failure', [120], 5, { detail: 'TIMEOUT' }));
    const given = [...rows('failure', [120], 5, { detail: 'TIMEOUT' }), ...timeout.slice(0, 1)];
    expect(judged(rule, given, { memory }).judgements[0]).toMatchObject({
      ...{ weight: 1, why: { events: 1 } },
    });
  });
});
