import process from 'node:process';
import { createHoldfast, defineRead, defineWrite, Failure } from '@holdfast/core';
import { createConnectivity, createProbe } from '@holdfast/core/parts';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import {
  createBulkhead,
  createRateLimit,
  deadline,
  fallback,
  fixedBackoff,
  hedge,
  pipeline,
  retry,
  createRetryBudget,
  substitute,
  timeout,
  tokenBucket,
} from '@holdfast/core/policies';
import { createBeacon } from '@holdfast/core/telemetry';
import { createVirtualPlatform, createWorld, type VirtualPlatform } from '@holdfast/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';

// Work may still fail after a limit, an abort or another attempt has ended its call. An unhandled rejection
// would then end a Node process, or alarm a browser.

let unhandled: unknown[];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeEach(() => {
  unhandled = [];
  process.on('unhandledRejection', note);
});
afterEach(() => void process.off('unhandledRejection', note));

type Scene = (platform: VirtualPlatform) => Promise<unknown>;

/** Work that ignores its signal and fails after its call has ended. */
const failsLate =
  (platform: VirtualPlatform, afterMs = 1_000) =>
  (): Promise<never> =>
    new Promise((_, reject) => {
      platform.schedule(afterMs, () => reject(new Failure(NETWORK_FAILED)));
    });
const aborting = (): { signal: AbortSignal; abort: () => void } => {
  const caller = new AbortController();
  return { signal: caller.signal, abort: () => caller.abort() };
};
const fails = (): Promise<never> => Promise.reject(new Error('down'));

it.each<[string, Scene]>([
  [
    'an attempt that a timeout ended',
    (platform) => pipeline({ platform }, timeout({ ms: 10 }))(failsLate(platform)),
  ],
  [
    'every attempt of a call that a deadline ended',
    (platform) =>
      pipeline(
        { platform },
        deadline({ totalMs: 50 }),
        retry({ backoff: fixedBackoff(1) }),
        timeout({ ms: 10 }),
      )(failsLate(platform), { effect: 'none' }),
  ],
  [
    'work of a call that the caller aborted',
    (platform) => {
      const { signal, abort } = aborting();
      platform.schedule(10, abort);
      return pipeline({ platform })(failsLate(platform), { signal });
    },
  ],
  [
    'the slower of two hedged attempts',
    (platform) => {
      let begun = 0;
      const work = () => ((begun += 1) === 1 ? failsLate(platform)() : 'second');
      const run = pipeline({ platform }, hedge({ afterMs: 5, budget: createRetryBudget() }));
      return run(work, { effect: 'none' });
    },
  ],
  [
    'work that a fallback replaced',
    (platform) =>
      pipeline({ platform }, fallback([substitute(1)]), timeout({ ms: 10 }))(failsLate(platform)),
  ],
  [
    'a call that was aborted while it waited in a queue',
    async (platform) => {
      const run = pipeline(
        { platform },
        createRateLimit({ limiter: tokenBucket({ perSecond: 1, burst: 1 }) }),
        createBulkhead({ max: 1 }),
      );
      const { signal, abort } = aborting();
      platform.schedule(10, abort);
      const calls = [run(failsLate(platform)), run(failsLate(platform), { signal })];
      await Promise.allSettled(calls);
    },
  ],
  [
    'a read and a write that failed',
    async (platform) => {
      const holdfast = createHoldfast({ platform, transport: { send: fails } });
      await holdfast.run(defineRead('r', { request: () => ({ path: 'r' }) }));
      await holdfast.run(defineWrite('w', { request: () => ({ method: 'POST', path: 'w' }) }));
    },
  ],
  [
    'a queued write that the user cancelled after its caller had gone on',
    async (platform) => {
      const world = createWorld({ platform, liveWithinMs: 10 });
      const write = defineWrite('w', { request: () => ({ path: 'w' }), offline: 'queue' });
      await world.holdfast.run(write);
      await world.outbox.cancel(world.outbox.entries.getSnapshot()[0]?.id ?? '');
    },
  ],
  [
    'a probe that was disposed while it waited',
    async (platform) => {
      const connectivity = createConnectivity();
      const ask = failsLate(platform);
      const probe = createProbe({ platform, connectivity, ask, timeoutMs: 10 });
      await probe.check();
      probe.dispose();
    },
  ],
  [
    'a beacon whose buffer and server both fail',
    async (platform) => {
      const buffer = { load: fails, add: fails, remove: fails };
      const beacon = createBeacon({ platform, buffer, send: fails });
      beacon.sink({ type: 'operation.started', at: 0, operation: 'a' });
      await beacon.flush();
      beacon.dispose();
    },
  ],
])('Holdfast handles the late rejection of %s', async (_, scene) => {
  const platform = createVirtualPlatform();
  const played = scene(platform).catch(() => {});
  await platform.advance(10_000);
  await played;
  await platform.advance(10_000);
  expect(unhandled).toEqual([]);
  expect(platform.pending()).toBe(0);
});
