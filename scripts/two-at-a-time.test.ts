import { expect, it } from 'vitest';
import { twoAtATime } from './two-at-a-time.ts';

it('two at a time begins the third item when one of the first two has ended, and keeps the order of the results', async () => {
  const told: string[] = [];
  const ends = new Map<string, () => void>();
  const all = twoAtATime(['a', 'b', 'c'], async (item) => {
    told.push(item);
    await new Promise<void>((resolve) => void ends.set(item, resolve));
    return item.toUpperCase();
  });
  expect(told).toEqual(['a', 'b']);
  ends.get('b')?.();
  await expect.poll(() => told).toEqual(['a', 'b', 'c']);
  ends.get('c')?.();
  ends.get('a')?.();
  expect(await all).toEqual(['A', 'B', 'C']);
});
