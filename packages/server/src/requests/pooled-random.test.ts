import { expect, it } from 'vitest';
import { pooled } from './pooled-random.ts';

it('gives no byte twice, whatever is asked for', () => {
  let pools = 0;
  const take = pooled((count) => new Uint8Array(count).fill((pools += 1)));
  const given = [10, 0, 4000, 200, 16, 3000, 4096, 1].flatMap((count) => {
    const bytes = take(count);
    expect(bytes).toHaveLength(count);
    return [...bytes];
  });
  expect(given).toEqual(given.toSorted((one, other) => one - other));
  for (let pool = 0; pool <= pools; pool += 1) {
    const ofPool = given.filter((byte) => byte === pool);
    expect(ofPool.length).toBeLessThanOrEqual(pool === 0 ? 0 : 4096);
  }
});

it('draws more than it keeps from the source itself', () => {
  const take = pooled((count) => new Uint8Array(count).fill(7));
  expect(take(10_000)).toEqual(new Uint8Array(10_000).fill(7));
});

it('keeps nothing of what it gave', () => {
  const pools: Uint8Array<ArrayBuffer>[] = [];
  const take = pooled((count) => {
    const pool = new Uint8Array(count).fill(9);
    pools.push(pool);
    return pool;
  });
  expect(take(16)).toEqual(new Uint8Array(16).fill(9));
  expect(pools[0]?.subarray(0, 17)).toEqual(new Uint8Array([...Array<number>(16).fill(0), 9]));
});
