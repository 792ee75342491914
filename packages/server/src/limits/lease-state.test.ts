import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { NOTHING_TAKEN, reserve, type SharedWindow } from './lease-state.ts';
import { createLeasedWindow, type LeasedWindow } from './leased-window.ts';
import { takePlace, type RateLimitDecision, type TakenPlaces } from './window-state.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Servers that share a window. Each has a clock of its own, which runs as fast as the shared one. */
function servers(count: number, limit: { readonly limit: number; readonly windowMs: number }) {
  const rule = { name: 'user', ...limit };
  const windows: LeasedWindow[] = Array.from({ length: count }, createLeasedWindow);
  let shared: SharedWindow = NOTHING_TAKEN;
  let asked = 0;
  return {
    asked: () => asked,
    take(server: number, now: number): RateLimitDecision {
      const window = windows[server % count] ?? createLeasedWindow();
      const own = now + 1000 * server;
      const known = window.decide(own, rule);
      if (known) return known;
      asked += 1;
      const reservation = reserve(shared, window.report(own, now), now, rule);
      shared = reservation.window;
      window.learn(own, rule, reservation);
      return reservation.decision;
    },
  };
}

const traffic = fc.record({
  turns: fc.array(
    fc.record({
      gap: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 400 })),
      server: fc.integer({ min: 0, max: 2 }),
      burst: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 30 })),
    }),
    { maxLength: 40 },
  ),
  limit: fc.integer({ min: 1, max: 40 }),
  windowMs: fc.integer({ min: 1, max: 1000 }),
});

it('never lets more than the limit through any window, with any number of servers', () => {
  fc.assert(
    fc.property(traffic, ({ turns, ...limit }) => {
      const { take } = servers(3, limit);
      const passed: number[] = [];
      let now = 0;
      for (const { gap, server, burst } of turns) {
        now += gap;
        for (let turn = 0; turn < burst; turn += 1) {
          if (take(server, now).allowed) passed.push(now);
        }
        // Every window that ends with a request is the fullest there is.
        const within = passed.filter((at) => at > now - limit.windowMs);
        expect(within.length).toBeLessThanOrEqual(limit.limit);
      }
    }),
    { numRuns: 3000 },
  );
});

it('counts a place that a server gave out at the end of a lease from that time on', () => {
  const limit = { limit: 64, windowMs: 1000 };
  const { take } = servers(2, limit);
  take(1, 0);
  const late = Array.from({ length: 15 }, () => take(1, 249)).filter(({ allowed }) => allowed);
  const rest = Array.from({ length: 100 }, () => take(0, 1100)).filter(({ allowed }) => allowed);
  expect(late).toHaveLength(15);
  expect(rest.length).toBeLessThanOrEqual(64 - 15);
});

it('decides for a single server as an exact log does', () => {
  fc.assert(
    fc.property(traffic, ({ turns, ...limit }) => {
      const { take } = servers(1, limit);
      let log: TakenPlaces = [];
      let now = 0;
      for (const { gap, burst } of turns) {
        now += gap;
        for (let turn = 0; turn < burst; turn += 1) {
          const exact = takePlace(log, now, limit);
          log = exact.taken;
          expect(take(0, now).allowed).toBe(exact.decision.allowed);
        }
      }
    }),
    { numRuns: 3000 },
  );
});

it('refuses early at most the places that other servers lease: a quarter of the free ones each', () => {
  const limit = { limit: 64, windowMs: 1000 };
  const { take } = servers(3, limit);
  take(1, 0);
  take(2, 0);
  const passed = Array.from({ length: 100 }, () => take(0, 1)).filter(({ allowed }) => allowed);
  expect(passed.length).toBeGreaterThanOrEqual(64 * (3 / 4) ** 2 - 2);
  expect(passed.length).toBeLessThan(64);
});

it('gives back unused places as soon as it asks again', () => {
  const limit = { limit: 64, windowMs: 1000 };
  const { take } = servers(2, limit);
  take(1, 0);
  // The term of its lease is over, so server 1 asks, and keeps no more than it needs.
  take(1, 300);
  for (let turn = 0; turn < 15; turn += 1) take(1, 301);
  const passed = Array.from({ length: 64 }, () => take(0, 302)).filter(({ allowed }) => allowed);
  expect(passed.length).toBeGreaterThanOrEqual(64 - 17 - 12);
});

it('asks seldom while most places are free, and for every request when few are', () => {
  const { take, asked } = servers(1, { limit: 60, windowMs: 60_000 });
  for (let turn = 0; turn < 30; turn += 1) take(0, turn);
  expect(asked()).toBeLessThanOrEqual(3);
  for (let turn = 30; turn < 60; turn += 1) take(0, turn);
  expect(asked()).toBeLessThanOrEqual(16);
  for (let turn = 60; turn < 1000; turn += 1) expect(take(0, turn).allowed).toBe(false);
  expect(asked()).toBeLessThanOrEqual(18);
});

it('gives out nothing after the term of a lease, even when the server was paused in between', () => {
  const { take, asked } = servers(1, { limit: 60, windowMs: 1000 });
  take(0, 0);
  take(0, 249);
  expect(asked()).toBe(1);
  take(0, 250);
  expect(asked()).toBe(2);
});

it('follows a clock that was wrong by more than a window, and no clock that was set back by less', () => {
  const limit = { limit: 1, windowMs: 1000 };
  const nothing = { passed: [] };
  const first = reserve(NOTHING_TAKEN, nothing, 9e6, limit);
  expect(first.decision.allowed).toBe(true);
  expect(reserve(first.window, nothing, 9e6 - 500, limit).decision).toMatchObject({
    allowed: false,
    resetMs: 1500,
  });
  expect(reserve(first.window, nothing, 600, limit).decision.allowed).toBe(true);
});

it('servers with a shared window tell no client to wait for longer than it, whatever fraction their clocks show', () => {
  const clocks = fc.nat(1e9).map((micros) => micros / 1000);
  fc.assert(
    fc.property(clocks, (clock) => {
      const { take } = servers(1, { limit: 100, windowMs: 60_000 });
      // The second one is decided by the server alone, within its lease.
      expect([take(0, clock), take(0, clock)].map(({ resetMs }) => resetMs)).toEqual([
        60_000, 60_000,
      ]);
    }),
    { numRuns: 1_000 },
  );
});
