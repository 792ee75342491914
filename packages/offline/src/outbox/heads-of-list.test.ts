import { expect, it } from 'vitest';
import { recordOf } from './entry-record.ts';
import { headsOfList } from './heads-of-list.ts';
import { entry } from './outbox-stage.contract.ts';

const entries = ['z', 'a', 'b', 'a', 'z'].map((lane, index) => ({
  ...recordOf(entry(`${lane}${index}`, { lane }), 5),
  seq: index,
}));
const ids = (first: readonly string[], afterLane?: string) =>
  headsOfList(entries, { first, afterLane }).map(({ id }) => id);

it('the first entry of each lane is looked at once, in the order of the lanes', () => {
  expect(ids([])).toEqual(['a1', 'b2', 'z0']);
});

it('the next look begins behind the lane where the last one ended, and then goes round', () => {
  expect(ids([], 'a')).toEqual(['b2', 'z0', 'a1']);
  expect(ids([], 'z')).toEqual(['a1', 'b2', 'z0']);
});

it('lanes that are asked for come before all others, and a lane without entries is passed over', () => {
  expect(ids(['z', 'gone'], 'a')).toEqual(['z0', 'b2', 'a1']);
});
