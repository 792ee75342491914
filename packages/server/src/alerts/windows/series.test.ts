import { expect, it } from 'vitest';
import { addMinute, cutBefore, cutFrom, firstMinute, type Series, sumOf } from './series.ts';

function series(...counts: readonly (readonly [minute: number, count: number])[]): Series {
  const empty: Series = {
    ...{ measure: 'failure', operation: 'a', detail: '', release: '1', minutes: [], totals: [] },
  };
  for (const [minute, count] of counts) addMinute(empty, minute, count);
  return empty;
}

it('minutes come in any order, and a minute may come again', () => {
  const one = series([5, 1], [3, 10], [4, 100], [3, 1_000], [5, 10_000], [1, 100_000]);
  expect(one).toMatchObject({
    minutes: [1, 3, 4, 5],
    totals: [100_000, 101_010, 101_110, 111_111],
  });
  expect(sumOf(one, 3, 5)).toBe(1_110);
  expect(sumOf(one, 0, 99)).toBe(111_111);
  expect([sumOf(one, 2, 3), sumOf(one, 6, 99), sumOf(series(), 0, 99)]).toEqual([0, 0, 0]);
});

it('the first minute is that from a time on, where there is one', () => {
  const one = series([3, 1], [5, 1]);
  expect([0, 3, 4, 5, 6].map((from) => firstMinute(one, from))).toEqual([3, 3, 5, 5, undefined]);
});

it('later minutes are cut off from one on', () => {
  const one = series([3, 1], [4, 2], [5, 4]);
  cutFrom(one, 4);
  expect(one).toMatchObject({ minutes: [3], totals: [1] });
  addMinute(one, 4, 8);
  expect(sumOf(one, 0, 9)).toBe(9);
});

it('older minutes are forgotten once that frees half of the memory', () => {
  const one = series([1, 1], [2, 2], [3, 4], [4, 8]);
  cutBefore(one, 3);
  expect(one.minutes).toEqual([1, 2, 3, 4]);
  cutBefore(one, 4);
  expect(one).toMatchObject({ minutes: [4], totals: [8] });
  expect(sumOf(one, 0, 9)).toBe(8);
});
