import { expect, it } from 'vitest';
import { fromOffset, toOffset } from './offset.ts';

it('orders offsets as text in the order of their places', () => {
  const places = [0, 1, 9, 10, 2 ** 40].map((seq) => ({ seq, bytes: seq * 3 }));
  const offsets = places.map(toOffset);
  expect(offsets.toSorted()).toEqual(offsets);
  expect(offsets.map(fromOffset)).toEqual(places);
});

it.each([
  '',
  '-1',
  'now',
  '1_1',
  `x${toOffset({ seq: 1, bytes: 1 })}`,
  `${toOffset({ seq: 1, bytes: 1 })}x`,
  '9999999999999999_0000000000000000',
  '0000000000000000_9999999999999999',
])('finds no place in %s', (text) => {
  expect(fromOffset(text)).toBeUndefined();
});
