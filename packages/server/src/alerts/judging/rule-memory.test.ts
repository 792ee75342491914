import { expect, it } from 'vitest';
import { base, HOUR } from '../../../test/judge-rows.ts';
import type { AlertRule, NewKindRule } from '../rules/alert-rule.ts';
import { recall, toMemory } from './rule-memory.ts';

const rule: NewKindRule = {
  ...{ ...base, kind: 'newKind', windowMs: HOUR },
  count: { measure: 'failure', operation: 'story.tell' },
};
const kept: unknown = JSON.parse(JSON.stringify(toMemory(rule, { known: { a: 1 } })));

it.each<[string, AlertRule]>([
  ['itself', rule],
  ['another title', { ...rule, title: 'Other', minEvents: 9 }],
  ['members in another order', { ...rule, count: { operation: 'story.tell', measure: 'failure' } }],
])('a rule with %s goes on with what it learned', (_, changed) => {
  expect(recall(changed, kept)).toEqual({ known: { a: 1 } });
});

it.each<[string, AlertRule]>([
  ['other counts', { ...rule, count: { measure: 'error', operation: 'story.tell' } }],
  ['another operation', { ...rule, count: { measure: 'failure', operation: 'story.save' } }],
  ['other dimensions', { ...rule, per: ['operation'] }],
  ['a longer window', { ...rule, windowMs: 2 * HOUR }],
  ['another kind', { ...base, kind: 'anomaly', count: rule.count }],
])('a rule with %s learns anew', (_, changed) => {
  expect(recall(changed, kept)).toBeUndefined();
});

it.each([undefined, null, 'broken', 7, []])('a rule whose memory is %j learns anew', (broken) => {
  expect(recall(rule, broken)).toBeUndefined();
});
