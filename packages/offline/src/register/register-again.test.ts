import { Failure } from '@holdfast/core';
import { WORKER_FAILED } from '@holdfast/core/failures';
import type { RestartState } from '@holdfast/core/parts';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { registerAgain } from './register-again.ts';

const failed = new Failure(WORKER_FAILED);
const hopeless = new Failure(WORKER_FAILED, { retry: 'never' });

/** A page whose first worker failed, and the results of the next tries. */
function page(ends: readonly (Failure | undefined)[], first = failed) {
  const platform = createVirtualPlatform();
  const told: RestartState[] = [];
  let tries = 0;
  const register = async (): Promise<void> => {
    const end = ends[tries++];
    if (end) throw end;
  };
  const stop = registerAgain({ register, tell: (one) => told.push(one), platform }, first);
  return { platform, told, stop, tries: () => tries };
}
const states = (told: readonly RestartState[]): readonly unknown[] =>
  told.map(({ state, attempt }) => [state, attempt]);

it('a worker that failed is registered again with a growing wait until it works', async () => {
  const { platform, told, tries } = page([failed, undefined]);
  await platform.advance(60_000);
  expect(states(told)).toEqual([
    ['restarting', 1],
    ['restarting', 2],
    ['healthy', 0],
  ]);
  const [first = 0, second = 0] = told.map((one) => ('delayMs' in one ? one.delayMs : undefined));
  expect(first).toBeGreaterThanOrEqual(5_000);
  expect(first).toBeLessThanOrEqual(10_000);
  expect(second).toBeGreaterThanOrEqual(10_000);
  expect(tries()).toBe(2);
});

it('a worker that fails each time is given up after three tries more', async () => {
  const { platform, told, tries } = page([failed, failed, failed, failed]);
  await platform.advance(3_600_000);
  expect(states(told).at(-1)).toEqual(['given-up', 3]);
  expect(tries()).toBe(3);
});

it('the page registers no worker again where the browser gives none', async () => {
  const none = page([], hopeless);
  await none.platform.advance(3_600_000);
  expect([none.told, none.tries()]).toEqual([[], 0]);
  const taken = page([hopeless]);
  await taken.platform.advance(3_600_000);
  expect(states(taken.told)).toEqual([
    ['restarting', 1],
    ['given-up', 1],
  ]);
});

it('a worker is not registered again after the app stopped it', async () => {
  const { platform, told, stop, tries } = page([undefined]);
  stop();
  await platform.advance(3_600_000);
  expect([states(told), tries()]).toEqual([[['restarting', 1]], 0]);
});
