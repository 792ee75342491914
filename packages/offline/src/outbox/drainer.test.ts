import type { LockPort } from '@holdfast/core/parts';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import type { BurstEnd } from './burst.ts';
import { createDrainer } from './drainer.ts';

const broken = new Error('the database has gone');

/** A drainer whose bursts end when and how a test says. */
function draining(given?: LockPort) {
  const platform = createVirtualPlatform();
  const { open } = memoryTabs();
  const { locks } = given ? { locks: given } : open();
  const running: PromiseWithResolvers<BurstEnd>[] = [];
  let rescans = 0;
  const unlocked: number[] = [];
  const pulse = { given: 1, step: 0 };
  const drainer = createDrainer({
    ...{ lockName: 'outbox', locks, platform },
    limits: { networkBackoffMs: 1000, networkBackoffMaxMs: 30_000 },
    lockWithinMs: 45_000,
    pulse: async () => (pulse.given += pulse.step),
    burst(_signal, seen) {
      if (seen !== undefined) unlocked.push(seen);
      const burst = Promise.withResolvers<BurstEnd>();
      running.push(burst);
      return { ended: burst.promise, rescan: () => void (rescans += 1) };
    },
    ended() {},
    failed(error) {
      if (error !== broken) throw error;
    },
  });
  const settle = () => platform.advance(0);
  return {
    ...{ drainer, platform, settle, pulse, locks, other: open() },
    begun: () => running.length,
    withoutLock: () => unlocked,
    rescans: () => rescans,
    async breakOff() {
      running.at(-1)?.reject(broken);
      await settle();
    },
    async end(kind: BurstEnd['kind'], dueInMs = Infinity) {
      running.at(-1)?.resolve({ kind, epoch: 1, sent: 0, dueInMs });
      await settle();
    },
  };
}

it('the drainer makes a running burst look again at entries that came meanwhile, so that no free lane waits for a slow one', async () => {
  const { drainer, settle, begun, rescans } = draining();
  drainer.nudge();
  await settle();
  drainer.nudge();
  expect(rescans()).toBe(1);
  expect(begun()).toBe(1);
});

it('the drainer goes on after a burst whose time was up, once the next tab in line has had a turn', async () => {
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

it('the drainer begins a burst when the soonest entry may be tried, and not before', async () => {
  const { drainer, platform, settle, begun, end } = draining();
  drainer.nudge();
  await settle();
  await end('idle', 5000);
  await platform.advance(4999);
  expect(begun()).toBe(1);
  await platform.advance(1);
  expect(begun()).toBe(2);
});

it('the drainer leaves the lock to a burst that has fenced its own, and comes back later', async () => {
  const { drainer, platform, settle, begun, end } = draining();
  drainer.nudge();
  await settle();
  await end('fenced');
  expect(begun()).toBe(1);
  await platform.advance(30_000);
  expect(begun()).toBe(2);
});

it('the drainer runs one more burst for many requests during a burst', async () => {
  const { drainer, settle, begun, end } = draining();
  drainer.nudge();
  await settle();
  for (let round = 0; round < 5; round += 1) drainer.wake();
  await end('idle');
  expect(begun()).toBe(2);
  await end('idle');
  expect(begun()).toBe(2);
});

/** Another tab holds the lock. Each look at its sign of life finds the next of these. */
const takenFor = async (ms: number, { step }: { readonly step: number }) => {
  const stage = draining();
  const { drainer, platform, settle, other, pulse } = stage;
  pulse.step = step;
  void other.locks.hold('outbox', () => new Promise(() => {}));
  drainer.nudge();
  await settle();
  for (let passed = 0; passed < ms; passed += 1_000) await platform.advance(1_000);
  return stage;
};

describe('a lock that its holder does not give back', () => {
  it('delays the outbox only for a limited time, after which the epoch keeps bursts apart', async () => {
    const { begun, withoutLock } = await takenFor(44_000, { step: 0 });
    expect(begun()).toBe(0);
    const later = await takenFor(50_000, { step: 0 });
    expect(later.begun()).toBe(1);
    expect(later.withoutLock()).toEqual([1]);
    expect(withoutLock()).toEqual([]);
  });

  it('delays the outbox as long as its holder gives signs of life', async () => {
    const { begun } = await takenFor(300_000, { step: 1 });
    expect(begun()).toBe(0);
  });

  it('does not delay the outbox again once the burst without it is over', async () => {
    const { drainer, platform, end, begun, pulse } = await takenFor(50_000, { step: 0 });
    pulse.given = -1;
    await end('idle');
    drainer.wake();
    for (let passed = 0; passed < 6_000; passed += 1_000) await platform.advance(1_000);
    expect(begun()).toBe(2);
  });

  it('does not keep the app from disposing of the outbox', async () => {
    const { drainer, platform } = await takenFor(10_000, { step: 0 });
    await drainer.dispose();
    expect(platform.pending()).toBe(0);
  });
});

it('an outbox sends without a lock where the browser has no locks', async () => {
  const locks = { hold: () => Promise.reject(new TypeError('no locks')) };
  const { drainer, settle, begun, pulse } = draining(locks);
  pulse.given = 0;
  drainer.nudge();
  await settle();
  expect(begun()).toBe(1);
});

it('an outbox waits, where the browser has no locks, for a burst of another context that is alive', async () => {
  const locks = { hold: () => Promise.reject(new TypeError('no locks')) };
  const { drainer, platform, begun, pulse } = draining(locks);
  pulse.step = 1;
  drainer.nudge();
  for (let passed = 0; passed < 60_000; passed += 1_000) await platform.advance(1_000);
  expect(begun()).toBe(0);
  pulse.step = 0;
  pulse.given = -pulse.given;
  await platform.advance(2_000);
  expect(begun()).toBe(1);
});

describe('an outbox on a host that has lost its timers', () => {
  it('goes on at the next change after a burst that failed', async () => {
    const { drainer, platform, settle, begun, breakOff } = draining();
    drainer.nudge();
    await settle();
    await breakOff();
    drainer.nudge();
    expect(begun()).toBe(1);
    platform.loseTimers();
    await platform.advance(60_000);
    expect(begun()).toBe(1);
    drainer.nudge();
    await settle();
    expect(begun()).toBe(2);
  });

  it('goes on at the next change without a lock if its holder gives no sign of life', async () => {
    const { drainer, platform, settle, withoutLock, other } = draining();
    void other.locks.hold('outbox', () => new Promise(() => {}));
    drainer.nudge();
    await settle();
    platform.loseTimers();
    await platform.advance(60_000);
    drainer.nudge();
    await platform.advance(50_000);
    expect(withoutLock()).toHaveLength(1);
  });
});
