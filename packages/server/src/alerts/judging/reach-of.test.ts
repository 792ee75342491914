import { expect, it } from 'vitest';
import type { CountSelector } from '../rules/alert-rule.ts';
import { reachOf } from './reach-of.ts';

const range = { from: 1, to: 2 };
const reach = (selector: CountSelector, values = {}) => reachOf(selector, values, range).reach;

it('a judgement of failures reaches the sessions of its operation and code', () => {
  const named = { operation: 'story.tell', detail: 'TIMEOUT' };
  expect(reach({ measure: 'failure' }, named)).toEqual({
    ...{ ...range, operation: 'story.tell', code: 'TIMEOUT' },
  });
  expect(reach({ measure: 'failure' })).toEqual(range);
});

it('a judgement of operations reaches the sessions of its operation, whatever the outcome', () => {
  const named = { operation: 'story.tell', detail: 'failed' };
  expect(reach({ measure: 'operation' }, named)).toEqual({ ...range, operation: 'story.tell' });
});

it('a judgement reaches what its rule selects, if that is one name', () => {
  const one = { operation: 'story.tell', detail: ['TIMEOUT'] };
  expect(reach({ measure: 'failure', ...one })).toEqual({
    ...{ ...range, operation: 'story.tell', code: 'TIMEOUT' },
  });
  const two = { operation: ['story.tell', 'note.add'], detail: [] };
  expect(reach({ measure: 'failure', ...two })).toEqual(range);
});

it('a judgement of anything else reaches no sessions', () => {
  expect(reach({ measure: 'latency' }, { operation: 'story.tell' })).toBeUndefined();
});
