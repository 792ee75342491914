import { expect, it } from 'vitest';
import { placeAfter } from './cursor-state.ts';
import { filledSeconds, meanMs } from './series.ts';

const second = (at: number, depth = 0) => ({
  ...{ at, depth, ended: 2, failures: 1, totalMs: 30, slowestMs: 20 },
});

it('fills the seconds in which nothing happened, with the depth of the outbox before them', () => {
  const filled = filledSeconds([second(1_000, 7), second(4_000)]);
  expect(filled.map(({ at, depth, ended }) => [at, depth, ended])).toEqual([
    [1_000, 7, 2],
    [2_000, 7, 0],
    [3_000, 7, 0],
    [4_000, 0, 2],
  ]);
  expect(filled.map(meanMs)).toEqual([15, 0, 0, 15]);
});

it('shows the last five minutes only, however long the page slept', () => {
  const filled = filledSeconds([second(0, 7), second(86_400_000)]);
  expect([filled.length, filled[0]?.at, filled[0]?.depth]).toEqual([300, 86_101_000, 7]);
  expect(filledSeconds([])).toEqual([]);
});

it.each<[number, string, number, number | undefined]>([
  [5, 'ArrowLeft', 10, 4],
  [0, 'ArrowLeft', 10, 0],
  [9, 'ArrowRight', 10, 9],
  [5, 'PageDown', 10, 9],
  [25, 'PageUp', 30, 15],
  [5, 'Home', 10, 0],
  [5, 'End', 10, 9],
  [5, 'Enter', 10, undefined],
  [5, 'toString', 10, undefined],
  [0, 'End', 0, undefined],
])('from point %i the key %s of %i points leads to %s', (place, key, count, next) => {
  expect(placeAfter(place, key, count)).toBe(next);
});
