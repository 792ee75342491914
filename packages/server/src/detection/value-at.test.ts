import { expect, it } from 'vitest';
import { valueAt } from './value-at.ts';

it('the value of a place is 0 where the list has none', () => {
  expect(valueAt([5, 7], 1)).toBe(7);
  expect(valueAt([5, 7], 2)).toBe(0);
});
