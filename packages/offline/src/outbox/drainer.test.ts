import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it } from 'vitest';
import type { BurstEnd } from './drain-burst.ts';
import { createDrainer } from './drainer.ts';

/** A drainer whose bursts end when and how a test says. */
function draining() {
  const platform = createVirtualPlatform();
  const { open } = memoryTabs();
  const { locks } = open();
  const running: PromiseWithResolvers<BurstEnd>[] = [];
  let rescans = 0;
  const drainer = createDrainer({
    ...{ lockName: 'outbox', locks, platform },
    limits: { networkBackoffMs: 1000, networkBackoffMaxMs: 30_000 },
    burst() {
      const burst = Promise.withResolvers<BurstEnd>();
      running.push(burst);
      return { ended: burst.promise, rescan: () => void (rescans += 1) };
    },
    ended() {},
    failed(error) {
      throw error;
    },
  });
  const settle = () => platform.advance(0);
  return {
    ...{ drainer, platform, settle, other: open() },
    begun: () => running.length,
    rescans: () => rescans,
    async end(kind: BurstEnd['kind'], dueAt?: number) {
      running.at(-1)?.resolve({ kind, epoch: 1, sent: 0, dueAt });
      await settle();
    },
  };
}

it('lets a running burst look again at what came meanwhile, so that no free lane waits for a slow one', async () => {
  const { drainer, settle, begun, rescans } = draining();
  drainer.nudge();
  await settle();
  drainer.nudge();
  expect(rescans()).toBe(1);
  expect(begun()).toBe(1);
});

it('goes on after a burst whose time was up, once whoever is in line has had a turn', async () => {
  const { drainer, settle, begun, end, other } = draining();
  drainer.nudge();
  await settle();
  const done = Promise.withResolvers<void>();
  const theirs = other.locks.hold('outbox', () => done.promise);
  await end('expired');
  expect(begun()).toBe(1);
  done.resolve();
  await theirs;
  await settle();
  expect(begun()).toBe(2);
});

it('comes back when the soonest entry may be tried, and not before', async () => {
  const { drainer, platform, settle, begun, end } = draining();
  drainer.nudge();
  await settle();
  await end('idle', platform.now() + 5000);
  await platform.advance(4999);
  expect(begun()).toBe(1);
  await platform.advance(1);
  expect(begun()).toBe(2);
});

it('leaves a silent network alone for a while, unless there is reason to believe in it', async () => {
  const { drainer, platform, settle, begun, end } = draining();
  drainer.nudge();
  await settle();
  await end('silence');
  drainer.nudge();
  await settle();
  expect(begun()).toBe(1);
  drainer.wake();
  await settle();
  expect(begun()).toBe(2);
  await end('silence');
  await platform.advance(30_000);
  expect(begun()).toBe(3);
});

it('runs one burst for many who ask while one is under way', async () => {
  const { drainer, settle, begun, end } = draining();
  drainer.nudge();
  await settle();
  for (let round = 0; round < 5; round += 1) drainer.wake();
  await end('idle');
  expect(begun()).toBe(2);
  await end('idle');
  expect(begun()).toBe(2);
});
