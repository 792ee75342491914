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

it('takes room from the caller with most, when it is full, for a caller with little', () => {
  const displaced: string[] = [];
  const queue = createFairQueue<string>({
    ...{ most: 6, mostOfOne: 4 },
    displaced: (item) => displaced.push(item),
  });
  const add = (item: string) => queue.add(item, { caller: item.charAt(0), weight: 1 });
  for (const item of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2']) expect(add(item)).toBe('added');
  expect(add('c1')).toBe('added');
  expect(displaced).toEqual(['a4']);
  expect(add('c2')).toBe('added');
  expect(displaced).toEqual(['a4', 'a3']);
  // All have the same number now, so no caller has to make room.
  expect(add('c3')).toBe('full');
  expect(add('a3')).toBe('full');
  expect(add('d1')).toBe('added');
  expect(drain(queue)).toHaveLength(6);
});

it('accepts a caller without items, as long as another caller has two', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 40 }),
      (callers) => {
        const waiting = new Map<string, number>();
        const change = (caller: string, by: number): void => {
          waiting.set(caller, (waiting.get(caller) ?? 0) + by);
        };
        const queue = createFairQueue<string>({
          ...{ most: 8, mostOfOne: 6 },
          displaced: (caller) => change(caller, -1),
        });
        for (const caller of callers) {
          if (queue.add(caller, { caller, weight: 1 }) === 'added') change(caller, 1);
          expect(queue.weight).toBe([...waiting.values()].reduce((sum, one) => sum + one, 0));
        }
        const hasTwo = [...waiting.values()].some((count) => count > 1) || queue.weight < 8;
        expect(queue.add('new', { caller: 'new', weight: 1 })).toBe(hasTwo ? 'added' : 'full');
      },
    ),
  );
});

it('accepts no more than its limits, for one caller or in all, and gives back every item', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 8 }),
      (callers, most, mostOfOne) => {
        const taken: string[] = [];
        const queue = createFairQueue<string>({
          ...{ most, mostOfOne },
          displaced: (caller) => taken.splice(taken.indexOf(caller), 1),
        });
        for (const caller of callers) {
          if (queue.add(caller, { caller, weight: 1 }) === 'added') taken.push(caller);
        }
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
