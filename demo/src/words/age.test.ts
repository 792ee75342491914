import { expect, it } from 'vitest';
import { ageInWords } from './age.ts';

it.each([
  [-5, 'a moment'],
  [59_999, 'a moment'],
  [60_000, '1 min'],
  [59 * 60_000, '59 min'],
  [60 * 60_000, '1 h'],
  [24 * 3_600_000 - 1, '23 h'],
  [24 * 3_600_000, '1 day'],
  [3 * 24 * 3_600_000, '3 days'],
])('%i ms is %s', (ageMs, words) => {
  expect(ageInWords(ageMs)).toBe(words);
});
