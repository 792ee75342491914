import { Failure } from '@holdfast/core';
import type { LockPort } from '@holdfast/core/parts';
import { CONTEXT_INSECURE } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { holdWithin } from './hold-within.ts';

const never = (): Promise<never> => new Promise(() => {});
const over = (): Promise<void> => Promise.resolve();
const counted = () => {
  let times = 0;
  return { work: async () => (times += 1), times: () => times };
};

describe('work under a lock', () => {
  it('is done under the lock when the browser grants it', async () => {
    const { work } = counted();
    const names: string[] = [];
    const locks: LockPort = {
      hold(name, held) {
        names.push(name);
        return held();
      },
    };
    expect(await holdWithin(locks, 'a', work, { patience: never })).toBe(1);
    expect(names).toEqual(['a']);
  });

  it.each<[string, LockPort | undefined]>([
    ['there are no locks', undefined],
    [
      'there are none that a page may use',
      { hold: () => Promise.reject(new Failure(CONTEXT_INSECURE)) },
    ],
    ['another tab holds it for ever', { hold: never }],
  ])('is done without the lock where %s', async (_, locks) => {
    const { work } = counted();
    expect(await holdWithin(locks, 'a', work, { patience: over })).toBe(1);
  });

  it('is not done when the browser refuses the lock for another reason, unless the caller allows it', async () => {
    const refused = new Error('SecurityError');
    const locks: LockPort = { hold: () => Promise.reject(refused) };
    const { work } = counted();
    await expect(holdWithin(locks, 'a', work, { patience: never })).rejects.toBe(refused);
    expect(await holdWithin(locks, 'a', work, { patience: never, without: () => true })).toBe(1);
  });

  it('is done once when the lock comes after all', async () => {
    const { work, times } = counted();
    let grant!: () => Promise<unknown>;
    const locks: LockPort = {
      hold: (_, held) =>
        new Promise((resolve, reject) => {
          grant = () => held().then(resolve, reject);
        }),
    };
    await holdWithin(locks, 'a', work, { patience: over });
    await grant();
    expect(times()).toBe(1);
  });

  it('has as much time as it needs once it has begun', async () => {
    let finish!: () => void;
    const locks: LockPort = { hold: (_, held) => held() };
    const work = (): Promise<string> => new Promise((resolve) => (finish = () => resolve('done')));
    const done = holdWithin(locks, 'a', work, { patience: over });
    await new Promise((resolve) => setImmediate(resolve));
    finish();
    expect(await done).toBe('done');
  });

  it('fails with the failure of the work', async () => {
    const lost = new Error('lost');
    const locks: LockPort = { hold: (_, held) => held() };
    const done = holdWithin(locks, 'a', () => Promise.reject(lost), { patience: never });
    await expect(done).rejects.toBe(lost);
  });

  it('is not done when the caller aborts before it begins', async () => {
    const { work, times } = counted();
    const caller = new AbortController();
    const { signal } = caller;
    const left = holdWithin({ hold: never }, 'a', work, { patience: never, signal });
    caller.abort();
    expect(await left).toBeUndefined();
    expect(await holdWithin(undefined, 'a', work, { patience: over, signal })).toBeUndefined();
    expect(times()).toBe(0);
  });
});
