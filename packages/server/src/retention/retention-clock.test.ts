import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRetention, type Retention, type RetentionOptions } from './create-retention.ts';
import { memoryRetentionStore } from './retention-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SPAN_MS = 60 * DAY_MS;

interface Kept {
  readonly stamp: number;
  readonly bornAt: number;
}

/** One server that keeps rows for sixty days, on a machine that the test controls. */
function machine(options: Partial<RetentionOptions> = {}) {
  const platform = createVirtualPlatform();
  const store = memoryRetentionStore();
  let things: Kept[] = [];
  const lives: number[] = [];
  // Milliseconds during which the server has run.
  let ranMs = 0;
  let retention: Retention;
  const start = async (): Promise<void> => {
    retention = createRetention({
      store,
      platform,
      tasks: [
        {
          name: 'things',
          spanMs: SPAN_MS,
          async prune(before, limit) {
            const old = things.filter(({ stamp }) => stamp < before).slice(0, limit);
            for (const { bornAt } of old) lives.push(ranMs - bornAt);
            things = things.filter((thing) => !old.includes(thing));
            return old.length;
          },
          newest: async () =>
            things.length === 0 ? undefined : Math.max(...things.map(({ stamp }) => stamp)),
        },
      ],
      ...options,
    });
    await retention.start();
    await platform.advance(0);
  };
  return {
    platform,
    lives,
    start,
    make: () => things.push({ stamp: retention.now(), bornAt: ranMs }),
    makeByTheWallClock: (stamp: number) => things.push({ stamp, bornAt: ranMs }),
    async pass(ms: number) {
      // The virtual platform fires each timer at its own moment; the age only has to be right by the hour.
      for (let left = ms; left > 0; left -= HOUR_MS) {
        ranMs += Math.min(left, HOUR_MS);
        await platform.advance(Math.min(left, HOUR_MS));
      }
    },
    /** Stops the server, lets time pass, and starts it again. */
    async off(ms: number) {
      await retention.stop();
      platform.jumpWallClock(ms);
      await start();
    },
    /** Kills the server, and starts it again. */
    async crash() {
      platform.loseTimers();
      await start();
    },
    things: () => things.length,
  };
}

type Step =
  | { readonly do: 'jump' | 'off' | 'pass'; readonly days: number }
  | { readonly do: 'make' | 'crash' | 'right' };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('jump' as const), days: fc.integer({ min: -4000, max: 4000 }) }),
    fc.record({ do: fc.constant('off' as const), days: fc.integer({ min: 0, max: 200 }) }),
    fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 0, max: 20 }) }),
    fc.record({ do: fc.constantFrom('make' as const, 'crash' as const, 'right' as const) }),
  ),
  { maxLength: 15 },
);

describe('a clock that lies', () => {
  it('removes no row within half of its span, and keeps no row for ever once it is right', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const { platform, lives, start, make, pass, off, crash, things } = machine({
          everyMs: 6 * HOUR_MS,
          saveMs: HOUR_MS,
        });
        let wrongBy = 0;
        const correct = (): void => {
          platform.jumpWallClock(-wrongBy);
          wrongBy = 0;
        };
        await start();
        make();
        let passedDays = 0;
        for (const step of given) {
          if (step.do === 'make') make();
          else if (step.do === 'crash') await crash();
          else if (step.do === 'right') correct();
          else if (!('days' in step)) continue;
          else if (step.do === 'pass') {
            passedDays += step.days;
            await pass(step.days * DAY_MS);
          } else if (step.do === 'off') await off(step.days * DAY_MS);
          else {
            wrongBy += step.days * DAY_MS;
            platform.jumpWallClock(step.days * DAY_MS);
          }
        }
        make();
        correct();
        for (const life of lives) expect(life).toBeGreaterThanOrEqual(SPAN_MS / 2);
        await pass(2 * SPAN_MS + 2 * passedDays * DAY_MS + DAY_MS);
        expect(things()).toBe(0);
        for (const life of lives) expect(life).toBeGreaterThanOrEqual(SPAN_MS / 2);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('removes no row at a start at which it is 61 days ahead, and none on later days', async () => {
    const { platform, start, make, pass, off, things } = machine();
    await start();
    make();
    await pass(DAY_MS);
    platform.jumpWallClock(61 * DAY_MS);
    await off(0);
    await pass(DAY_MS);
    expect(things()).toBe(1);
  });

  it('is not trusted at the very first start when stored rows prove another time', async () => {
    const { platform, start, makeByTheWallClock, pass, things } = machine();
    makeByTheWallClock(platform.now() - DAY_MS);
    makeByTheWallClock(platform.now() - 90 * DAY_MS);
    platform.jumpWallClock(61 * DAY_MS);
    await start();
    await pass(HOUR_MS);
    expect(things()).toBe(1);
  });

  it('keeps rows that are young by it, although time has passed', async () => {
    const { platform, start, makeByTheWallClock, pass, things } = machine();
    await start();
    platform.jumpWallClock(-365 * DAY_MS);
    makeByTheWallClock(platform.now());
    await pass(DAY_MS);
    expect(things()).toBe(1);
  });

  it('is caught up with after a time off, at twice the speed of time', async () => {
    const { start, make, pass, off, things } = machine();
    await start();
    make();
    await off(60 * DAY_MS);
    await pass(29 * DAY_MS);
    expect(things()).toBe(1);
    await pass(2 * DAY_MS);
    expect(things()).toBe(0);
  });
});

it('is one clock for all servers, and many servers do not make it faster', async () => {
  const platform: VirtualPlatform = createVirtualPlatform();
  const store = memoryRetentionStore();
  const began = platform.now();
  platform.jumpWallClock(0);
  const servers = Array.from({ length: 3 }, () => createRetention({ store, platform, tasks: [] }));
  for (const server of servers) await server.start();
  platform.jumpWallClock(1000 * DAY_MS);
  await platform.advance(10 * DAY_MS);
  for (const server of servers) {
    expect(server.now() - began).toBeLessThanOrEqual(20 * DAY_MS);
    expect(server.now() - began).toBeGreaterThanOrEqual(19 * DAY_MS);
  }
});

it('gives whole milliseconds at every call, and still goes on', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 50, maxLength: 300 }),
      async (pauses) => {
        let at = 0.3;
        const platform = {
          ...createVirtualPlatform(),
          // A wall clock that stands still, so that only elapsed time moves the clock of retention.
          now: () => 1_000_000,
          monotonic: () => at,
        };
        const retention = createRetention({ store: memoryRetentionStore(), platform, tasks: [] });
        await retention.start();
        const began = retention.now();
        let before = began;
        for (const pause of pauses) {
          at += pause;
          const now = retention.now();
          expect(Number.isInteger(now)).toBe(true);
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
        await retention.stop();
        expect(before - began).toBeGreaterThanOrEqual(Math.floor((at - 0.3) / 2) - 1);
      },
    ),
    { numRuns: 50 },
  );
});
