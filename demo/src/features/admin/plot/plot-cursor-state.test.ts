import { expect, it } from 'vitest';
import { nextCursor } from './plot-cursor-state.ts';

it.each([
  [5, 'ArrowRight', 6],
  [5, 'ArrowLeft', 4],
  [59, 'ArrowRight', 59],
  [0, 'ArrowLeft', 0],
  [5, 'PageUp', 15],
  [5, 'PageDown', 0],
  [5, 'Home', 0],
  [5, 'End', 59],
])('moves from point %i with %s to point %i', (at, key, to) => {
  expect(nextCursor(at, key, 60)).toBe(to);
});

it('leaves every other key to the browser', () => {
  expect(nextCursor(5, 'Tab', 60)).toBeUndefined();
  expect(nextCursor(5, 'toString', 60)).toBeUndefined();
});
