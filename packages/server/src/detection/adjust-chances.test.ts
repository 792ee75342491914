import { expect, it } from 'vitest';
import { adjustChances } from './adjust-chances.ts';

const adjusted = (...chances: readonly number[]): readonly number[] =>
  adjustChances(chances.map((chance) => ({ chance }))).map(
    ({ chance }) => Math.round(chance * 1e6) / 1e6,
  );

it('corrects chances for their number, the likeliest first', () => {
  expect(adjusted(0.01, 0.04, 0.03, 0.005)).toEqual([0.04, 0.04, 0.02, 0.02]);
});

it('keeps all else that a test says', () => {
  expect(adjustChances([{ chance: 0.5, of: 'a' }])).toEqual([{ chance: 0.5, of: 'a' }]);
});

it('never makes a chance smaller, or larger than 1', () => {
  expect(adjusted(0.9, 0.95)).toEqual([0.95, 0.95]);
  expect(adjusted(1.1)).toEqual([1]);
  expect(adjusted()).toEqual([]);
});
