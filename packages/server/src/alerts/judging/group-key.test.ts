import { expect, it } from 'vitest';
import { byValues, keyOf } from './group-key.ts';

it('the key of a group has each dimension of the rule, in its order, and is empty for an absent one', () => {
  const values = { operation: 'story.tell', release: '1' };
  expect(keyOf(values, ['release', 'detail', 'operation'])).toBe('1\n\nstory.tell');
  expect(keyOf(values, [])).toBe('');
});

it('a group is found by its key', () => {
  const group = { values: { operation: 'a' }, series: [] };
  const groups = byValues([group, { values: { operation: 'b' }, series: [] }], ['operation']);
  expect(groups.get('a')).toBe(group);
  expect([...groups.keys()]).toEqual(['a', 'b']);
});
