import { setImmediate } from 'node:timers';
import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createTurns } from '../sql/create-turns.ts';
import { breathingTurns } from './node-breathing-turns.ts';

function turns() {
  let now = 0;
  const line = createTurns({
    places: 1,
    timeoutMs: 10_000,
    maxWaiting: 1000,
    platform: createVirtualPlatform(),
  });
  const breathing = breathingTurns(line, { monotonic: () => now });
  return {
    async work(ms: number) {
      await breathing.take();
      now += ms;
      breathing.leave();
    },
  };
}

/** How often the event loop goes round while some work runs. */
async function roundsDuring(done: Promise<unknown>): Promise<number> {
  let rounds = 0;
  let isDone = false;
  const count = (): void => {
    if (isDone) return;
    rounds += 1;
    setImmediate(count);
  };
  setImmediate(count);
  await done;
  isDone = true;
  return rounds;
}

it('lets the event loop go round every ten milliseconds, with any number of waiting callers', async () => {
  const { work } = turns();
  const crowd = Promise.all(Array.from({ length: 100 }, () => work(2)));
  expect(await roundsDuring(crowd)).toBeGreaterThanOrEqual(100 / 5 - 2);
});

it('makes no caller with short work wait', async () => {
  const { work } = turns();
  expect(await roundsDuring(Promise.all([work(1), work(1), work(1)]))).toBe(0);
});
