import { getEventListeners } from 'node:events';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createHoldfast, defineRead, defineWrite, type Transport } from '@holdfast/core';
import { sleep } from '@holdfast/core/parts';
import {
  createBulkhead,
  createCircuitBreaker,
  deadline,
  fallback,
  hedge,
  pipeline,
  retry,
  createRetryBudget,
  substitute,
  timeout,
} from '@holdfast/core/policies';
import { createVirtualPlatform, jsonAnswer, type VirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';

// An app may pass one signal to all calls of a page. A client that adds a listener to it for each call leaks
// memory.

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;
const transport: Transport = { send: async () => jsonAnswer(1) };
const read = defineRead('r', { request: () => ({ path: 'r' }) });
const write = defineWrite('w', { request: () => ({ method: 'POST', path: 'w' }) });

type Call = (signal: AbortSignal) => Promise<unknown>;

function calls(platform: VirtualPlatform): readonly Call[] {
  const guard = pipeline(
    { platform },
    fallback([substitute(0)]),
    deadline({ totalMs: 9_000 }),
    retry(),
    hedge({ afterMs: 500, budget: createRetryBudget() }),
    createCircuitBreaker(),
    timeout({ ms: 1_000 }),
    createBulkhead({ max: 5 }),
  );
  const hedged = pipeline({ platform }, hedge({ afterMs: 500, budget: createRetryBudget() }));
  const guarded = createHoldfast({ platform, transport, reads: guard, writes: guard });
  const plain = createHoldfast({ platform, transport });
  return [
    (signal) => guard(() => 1, { signal, effect: 'none' }),
    (signal) => guard((context) => context.signal.aborted, { signal }),
    (signal) => hedged(() => 1, { signal, effect: 'none' }),
    (signal) => guarded.run(read, undefined, { signal }),
    (signal) => guarded.run(write, undefined, { signal }),
    (signal) => plain.run(read, undefined, { signal }),
    (signal) => plain.run(write, undefined, { signal }),
  ];
}

it(
  'a long-lived signal has no listener between 50,000 calls of every kind, and none after them',
  { timeout: 60_000 },
  async () => {
    const { signal } = new AbortController();
    const each = calls(createVirtualPlatform());
    let most = 0;
    for (let done = 0; done < 50_000; done += 1) {
      await each[done % each.length]?.(signal);
      most = Math.max(most, listenersOf(signal));
    }
    expect([most, listenersOf(signal)]).toEqual([0, 0]);
  },
);

it(
  'a long-lived signal keeps no memory of ended calls after a garbage collection',
  { timeout: 60_000 },
  async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const { signal } = new AbortController();
    const each = calls(createVirtualPlatform());
    const heapAfter = async (count: number): Promise<number> => {
      for (let done = 0; done < count; done += 1) await each[done % each.length]?.(signal);
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await heapAfter(10_000);
    // Less than the smallest thing that could be left of each call.
    expect((await heapAfter(50_000)) - before).toBeLessThan(50_000 * 20);
  },
);

it('a long-lived signal has no listener of a wait that is over or was ended', async () => {
  const platform = createVirtualPlatform();
  const caller = new AbortController();
  const waits = [sleep(platform, 10, caller.signal), sleep(platform, 99, caller.signal)];
  for (const wait of waits) wait.catch(() => {});
  expect(listenersOf(caller.signal)).toBe(2);
  await platform.advance(10);
  expect(listenersOf(caller.signal)).toBe(1);
  caller.abort();
  await platform.advance(0);
  expect(listenersOf(caller.signal)).toBe(0);
});
