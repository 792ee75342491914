import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFairQueue } from './fair-queue.ts';

const drain = <T>(queue: { next(): T | undefined }): readonly T[] => {
  const all: T[] = [];
  for (let item = queue.next(); item !== undefined; item = queue.next()) all.push(item);
  return all;
};

it('gives each caller a turn before any caller has a second', () => {
  const queue = createFairQueue<string>({ most: 10, mostOfOne: 10 });
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) {
    queue.add(item, { caller: item.charAt(0), weight: 1 });
  }
  expect(drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'c2', 'a3']);
  expect(queue.weight).toBe(0);
});

it('lets one item wait that weighs more than everything', () => {
  const queue = createFairQueue<string>({ most: 1, mostOfOne: 1 });
  expect(queue.add('heavy', { caller: 'a', weight: 8 })).toBe('added');
  expect(queue.add('light', { caller: 'b', weight: 0.1 })).toBe('full');
  expect(queue.add('light', { caller: 'a', weight: 0.1 })).toBe('full-for-caller');
});

it('takes no more than it may, of one caller or in all, and gives back everything it took', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 8 }),
      (callers, most, mostOfOne) => {
        const queue = createFairQueue<string>({ most, mostOfOne });
        const taken = callers.filter(
          (caller) => queue.add(caller, { caller, weight: 1 }) === 'added',
        );
        expect(queue.weight).toBe(taken.length);
        expect(taken.length).toBeLessThanOrEqual(most);
        for (const caller of taken) {
          expect(taken.filter((one) => one === caller).length).toBeLessThanOrEqual(mostOfOne);
        }
        expect(drain(queue).toSorted()).toEqual(taken.toSorted());
      },
    ),
  );
});
