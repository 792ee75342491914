import { Failure, type Transport } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createVirtualPlatform, memoryTabs, type VirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import { recordOf } from './entry-record.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { defaultLimits } from './outbox-limits.ts';
import { nextEntry } from './outbox-state.ts';
import { answerOf, entry } from './outbox-stage.contract.ts';

/** The behaviour of a server for the requests of one lane. */
type Server =
  | { readonly kind: 'healthy'; readonly ms: number }
  | { readonly kind: 'reset'; readonly ms: number }
  /** Slower than the time limit of a send. */
  | { readonly kind: 'hangs' };

interface Send {
  readonly id: string;
  readonly lane: string;
  readonly at: number;
}

/** An outbox without a database or a network. Its lanes meet the servers that a test gives them. */
function play(serverOf: (lane: string) => Server, originOf: (lane: string) => string) {
  const platform: VirtualPlatform = createVirtualPlatform();
  const store = memoryOutboxStore();
  const { locks, channel } = memoryTabs().open();
  const sends: Send[] = [];
  const done = new Map<string, number>();
  const later = <T>(ms: number, end: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      platform.schedule(ms, () => {
        try {
          resolve(end());
        } catch (error) {
          reject(error);
        }
      });
    });
  const transport: Transport = {
    send({ url, headers }) {
      const lane = new URL(url).pathname.slice(1);
      const id = (headers['idempotency-key'] ?? '').replaceAll('"', '');
      sends.push({ id, lane, at: platform.monotonic() });
      const server = serverOf(lane);
      if (server.kind === 'hangs') return new Promise(() => {});
      return later(server.ms, () => {
        if (server.kind === 'reset') throw new Failure(NETWORK_FAILED);
        return answerOf(200, {});
      });
    },
  };
  const engine = createEngine({
    ...{
      name: 'outbox',
      sender: 'page',
      transport,
      platform,
      limits: defaultLimits,
      locks,
      channel,
    },
    ...{ sinks: [], store, owner: () => 'ann', evidence() {}, guarded() {}, ended() {} },
    heard(changes) {
      for (const { settled } of changes) if (settled) done.set(settled.id, platform.monotonic());
    },
    failed(error) {
      throw error;
    },
  });
  return {
    ...{ platform, sends, done, engine, store },
    async add(id: string, lane: string) {
      const request = { ...entry(id).request, url: `${originOf(lane)}/${lane}` };
      await store.add(recordOf(entry(id, { lane, request }), platform.now()), 100);
      engine.admission.freshen(lane);
      engine.drainer.wake();
    },
    /** The outbox as another page left it: it does not know which lanes are new. */
    async leave(id: string, lane: string) {
      const request = { ...entry(id).request, url: `${originOf(lane)}/${lane}` };
      await store.add(recordOf(entry(id, { lane, request }), platform.now()), 100);
    },
    pass: (ms: number) => platform.advance(ms),
    sentIn: (from: number, to: number) => sends.filter(({ at }) => at >= from && at < to).length,
  };
}

const serverAt = (servers: readonly Server[], lane: string): Server =>
  servers[Number(lane.slice(4))] ?? { kind: 'hangs' };

const oneOrigin = (): string => 'https://api.example';
const ownOrigin = (lane: string): string =>
  `https://${lane.startsWith('bad') ? lane : 'good'}.example`;

describe('lanes with servers that give no answer', () => {
  const bad = fc.oneof(
    fc.record({ kind: fc.constant('reset' as const), ms: fc.constantFrom(0, 20, 400, 5_000) }),
    fc.constant({ kind: 'hangs' as const }),
  );

  it('never delay a healthy lane by more than two seconds, for any behaviour of their servers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(bad, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        async (servers, healthy, ms, isOneOrigin) => {
          const world = play(
            (lane) => (lane.startsWith('bad') ? serverAt(servers, lane) : { kind: 'healthy', ms }),
            isOneOrigin ? oneOrigin : ownOrigin,
          );
          const added = new Map<string, number>();
          for (const index of servers.keys()) await world.add(`bad-${index}`, `bad-${index}`);
          for (let round = 0; round < 6; round += 1) {
            for (let lane = 0; lane < healthy; lane += 1) {
              const id = `${round}-${lane}`;
              added.set(id, world.platform.monotonic());
              await world.add(id, `lane-${lane}`);
            }
            await world.pass(11_000);
          }
          for (const [id, at] of added) {
            expect((world.done.get(id) ?? Infinity) - at).toBeLessThanOrEqual(2_000 + 2 * ms);
          }
          await world.engine.dispose();
        },
      ),
      { numRuns: 50 },
    );
  }, 120_000);

  it('never delay lanes that an earlier page left in the outbox', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(bad, { minLength: 1, maxLength: 10 }), async (servers) => {
        const world = play(
          (lane) =>
            lane.startsWith('bad') ? serverAt(servers, lane) : { kind: 'healthy', ms: 50 },
          oneOrigin,
        );
        for (const lane of servers.keys()) await world.leave(`bad-${lane}`, `bad-${lane}`);
        for (let lane = 0; lane < 6; lane += 1) await world.leave(`good-${lane}`, `good-${lane}`);
        world.engine.drainer.wake();
        // Five sends hang at a time, and each group of five gets a second.
        await world.pass(3_500);
        expect(world.done.size).toBe(6);
        await world.engine.dispose();
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['one origin', oneOrigin, 12],
    ['one origin', oneOrigin, 40],
    ['an origin each', ownOrigin, 40],
  ])('give up a place that a new lane needs: %s, %s, %i lanes', async (_t, origin, count) => {
    const world = play(
      (lane) => (lane.startsWith('bad') ? { kind: 'hangs' } : { kind: 'healthy', ms: 50 }),
      origin,
    );
    const added = new Map<string, number>();
    const addHealthy = async (id: string): Promise<void> => {
      added.set(id, world.platform.monotonic());
      await world.add(id, `lane-${id}`);
    };
    for (let lane = 0; lane < count; lane += 1) await world.add(`bad-${lane}`, `bad-${lane}`);
    for (let second = 0; second < 25; second += 1) {
      await addHealthy(`${second}`);
      await world.pass(1_000);
    }
    await world.pass(3_000);
    for (const [id, at] of added) {
      expect((world.done.get(id) ?? Infinity) - at).toBeLessThanOrEqual(2_000);
    }
    // The two sends that wait longest have their whole time.
    expect(world.sentIn(0, 60_000)).toBeLessThan(25 + 5 * count);
    await world.engine.dispose();
  });

  it.each<[string, Server, number]>([
    ['reset', { kind: 'reset', ms: 5 }, 2_000],
    ['hang', { kind: 'hangs' }, 8_000],
  ])(
    'do not delay a lane that was added among forty lanes that %s',
    async (_t, server, withinMs) => {
      const world = play(
        (lane) => (lane === 'between' ? { kind: 'healthy', ms: 50 } : server),
        oneOrigin,
      );
      for (let lane = 0; lane < 40; lane += 1) {
        if (lane === 20) await world.add('between', 'between');
        await world.add(`bad-${lane}`, `bad-${lane}`);
        await world.pass(10);
      }
      await world.pass(30_000);
      expect(world.done.get('between')).toBeLessThan(withinMs);
      await world.engine.dispose();
    },
  );

  it('are retried, each at its own pace, and their entries are sent when their server is back', async () => {
    let isBack = false;
    const world = play(
      () => (isBack ? { kind: 'healthy', ms: 50 } : { kind: 'reset', ms: 5 }),
      oneOrigin,
    );
    for (let lane = 0; lane < 40; lane += 1) await world.add(`e${lane}`, `lane-${lane}`);
    await world.pass(300_000);
    isBack = true;
    await world.pass(31_000);
    const first = Math.min(...world.done.values());
    expect(world.done.size).toBe(40);
    expect(Math.max(...world.done.values()) - first).toBeLessThan(5_000);
  });
});

describe('a network that comes back', () => {
  it('lets all lanes send, also a lane that failed once more in the first moment and a lane with many additions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 100, max: 8_000 }),
        async (lanes, adds, late, pauseMs) => {
          let isBack = false;
          let failsOnce = late;
          const world = play((lane) => {
            if (!isBack) return { kind: 'reset', ms: 5 };
            if (lane !== 'lane-0' || failsOnce === 0) return { kind: 'healthy', ms: 50 };
            failsOnce -= 1;
            return { kind: 'reset', ms: 5 };
          }, oneOrigin);
          for (let add = 0; add < adds; add += 1) {
            for (let lane = 0; lane < lanes; lane += 1) {
              await world.add(`${add}-${lane}`, `lane-${lane}`);
              await world.pass(pauseMs);
            }
          }
          isBack = true;
          const backAt = world.platform.monotonic();
          world.engine.admission.hint(true);
          world.engine.drainer.wake();
          await world.pass(30_000);
          expect(world.done.size).toBe(lanes * adds);
          // A second of jitter; then each further failure costs about a second more, ever more slowly.
          const within = [1_000, 2_000, 3_000, 4_500][late] ?? 0;
          expect(Math.max(...world.done.values()) - backAt).toBeLessThanOrEqual(within + adds * 60);
          await world.engine.dispose();
        },
      ),
      // With this seed a send begins in the same millisecond in which the network comes back, just before it is back.
      { numRuns: 60, examples: [[4, 2, 1, 2832]] },
    );
  });
});

describe('a device without any network', () => {
  it.each<[string, Server, (lane: string) => string]>([
    ['at one address', { kind: 'reset', ms: 5 }, oneOrigin],
    ['at a hundred addresses', { kind: 'reset', ms: 5 }, (lane) => `https://${lane}.example`],
    ['that hang', { kind: 'hangs' }, oneOrigin],
  ])('probes little, though a hundred lanes wait: %s', async (_title, server, originOf) => {
    const world = play(() => server, originOf);
    for (let lane = 0; lane < 100; lane += 1) await world.leave(`e${lane}`, `lane-${lane}`);
    world.engine.drainer.wake();
    await world.pass(240_000);
    expect(world.sentIn(0, 60_000)).toBeLessThanOrEqual(60);
    expect(world.sentIn(60_000, 240_000)).toBeLessThanOrEqual(20);
    expect(world.sentIn(60_000, 240_000)).toBeGreaterThan(4);
    // Time without a network does not count against any entry.
    expect(world.store.all().every(({ refusals }) => refusals === 0)).toBe(true);
  });
});

const stormy = (wake: (world: ReturnType<typeof play>) => void) => async (): Promise<number> => {
  const world = play(() => ({ kind: 'reset', ms: 5 }), oneOrigin);
  await world.add('e', 'lane');
  for (let second = 0; second < 30; second += 1) {
    await world.pass(1_000);
    wake(world);
  }
  await world.engine.dispose();
  return world.sends.length;
};

describe('a write that is reset while its address answers', () => {
  it.each([
    [
      'evidence every second',
      stormy(({ engine }) => (engine.admission.hint(), engine.drainer.wake())),
    ],
    ['wake-ups every second', stormy(({ engine }) => engine.drainer.wake())],
    ['hints of other tabs every second', stormy(({ engine }) => engine.drainer.nudge())],
  ])('is no reason to storm: %s', async (_title, sends) => {
    expect(await sends()).toBeLessThanOrEqual(12);
  });

  it('is sent at once when the user retries it', async () => {
    const world = play(() => ({ kind: 'reset', ms: 5 }), oneOrigin);
    await world.add('e', 'lane');
    await world.pass(20_000);
    const before = world.sends.length;
    const retried = {
      type: 'retried',
      knowsRisk: true,
      freshKey: 'f',
      now: world.platform.now(),
    } as const;
    await world.store.change('e', (stored) => nextEntry(stored, retried, defaultLimits), 0);
    world.engine.admission.freshen('lane');
    world.engine.drainer.wake();
    await world.platform.advance(0);
    expect(world.sends.length).toBe(before + 1);
  });
});

it('a send that never ends is given up at the next wake-up when the host has lost its timers', async () => {
  const { platform, add, pass, engine, sends } = play(
    () => ({ kind: 'hangs' }),
    () => 'https://one.example',
  );
  await add('a', 'bad');
  await pass(0);
  platform.loseTimers();
  await pass(600_000);
  expect(sends).toHaveLength(1);
  engine.drainer.nudge();
  await pass(60_000);
  expect(sends.length).toBeGreaterThan(1);
});
